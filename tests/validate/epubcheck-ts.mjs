// SPDX-License-Identifier: MIT
// epubcheck-ts for many books in one process: epubcheck-ts.mjs FOLDER BOOK...
// FOLDER has the node_modules of tools/setup. Prints the same lines as epubcheck.js.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const [folder, ...books] = process.argv.slice(2);
const { EpubCheck } = createRequire(resolve(folder, 'package.json'))('@likecoin/epubcheck-ts');
const severities = ['fatal', 'error', 'warning'];

async function check(number, book) {
    const { messages } = await EpubCheck.validate(await readFile(book));
    for (const { id, severity, message, location } of messages) {
        if (severities.includes(severity)) {
            const place = location ? [location.path, location.line].filter(Boolean).join(':') : book;
            print(number, `${severity.toUpperCase()} ${id} ${place}: ${message}`);
        }
    }
}

function print(number, text) {
    console.log(`${number}\t${text.replace(/\s+/g, ' ')}`);
}

for (const [number, book] of books.entries()) {
    try {
        await check(number, book);
    } catch (failure) { // must not spoil the books behind this one
        print(number, `FATAL ${failure}`);
    }
    print(number, 'done');
}
