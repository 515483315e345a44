// SPDX-License-Identifier: MIT
// EPUBCheck for many books in one JVM: to start one costs more than to check ten books.
// Rhino runs this on a plain Java runtime. For each finding that counts it prints
// "NUMBER<tab>finding", and "NUMBER<tab>done" after each book.

var api = Packages.com.adobe.epubcheck.api;
var MessageId = Packages.com.adobe.epubcheck.messages.MessageId;
var severities = { FATAL: true, ERROR: true, WARNING: true };
// Java's own stream: Rhino's print() would write in the encoding of the locale.
var out = new java.io.PrintStream(java.lang.System.out, true, "UTF-8");

function place(location) {
    var text = String(location.getPath());
    return location.getLine() > 0 ? text + ":" + location.getLine() : text;
}

function makeReport(number, book) {
    var report = new JavaAdapter(api.MasterReport, {
        // The class has two of this name, by id and by message; both end here.
        message: function (what, location, args) {
            var message = what instanceof MessageId ? this.getDictionary().getMessage(what) : what;
            var severity = String(message.getSeverity().name());
            if (severities[severity]) {
                out.println(number + "\t" + severity + " " + message.getID() + " " + place(location) + ": " +
                    String(message.getMessage(args)).replace(/\s+/g, " "));
            }
        },
        info: function () {},
        generate: function () { return 0; },
        initialize: function () {}
    });
    report.setEpubFileName(book);
    return report;
}

for (var i = 0; i < arguments.length; i++) {
    try {
        new api.EpubCheck(new java.io.File(arguments[i]), makeReport(i, arguments[i])).doValidate();
    } catch (failure) { // must not spoil the books behind this one
        out.println(i + "\tFATAL " + String(failure).replace(/\s+/g, " "));
    }
    out.println(i + "\tdone");
}
