// SPDX-License-Identifier: MIT
// Run by "mutool run": lays a book out as on a 6-inch reader and draws every page.
// Fails when there is no outline; MuPDF writes what else is wrong to standard error.

var book = new Document(scriptArgs[0]);
var outline, i;

book.layout(600, 800, 12);
outline = book.loadOutline();
if (!outline || outline.length === 0)
    throw new Error("the outline is empty");
if (book.countPages() === 0)
    throw new Error("there are no pages");
for (i = 0; i < book.countPages(); i++)
    book.loadPage(i).toPixmap(Identity, DeviceGray, false);
