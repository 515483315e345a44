// SPDX-License-Identifier: MIT
// A catalogue as Thorium reads it: opds-client.mjs FOLDER URL
// FOLDER has the node_modules of tools/setup. Goes from the feed at URL, of either version of OPDS, to every feed that
// it leads to, as a person could, and prints what there is as JSON: the titles of the feeds, the books by identifier,
// and which covers and books could be fetched and are what they are said to be.

import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const [folder, start] = process.argv.slice(2);
const require = createRequire(resolve(folder, 'package.json'));
const opds = name => require(`r2-opds-js/dist/es6-es2015/src/opds/${name}`);
const utils = createRequire(require.resolve('r2-opds-js/dist/es6-es2015/src/opds/converter.js'));
const { initGlobalConverters_GENERIC, initGlobalConverters_OPDS } = opds('init-globals');
const { convertOpds1ToOpds2 } = opds('converter');
const { OPDS } = opds('opds1/opds');
const { OPDSFeed } = opds('opds2/opds2');
const { XML } = utils('r2-utils-js/dist/es6-es2015/src/_utils/xml-js-mapper');
const { TaJsonDeserialize } = utils('r2-lcp-js/dist/es6-es2015/src/serializable');
const { DOMParser } = utils('@xmldom/xmldom');

initGlobalConverters_OPDS();
initGlobalConverters_GENERIC();

const feeds = new Map();
const books = new Map();
const problems = [];

async function get(url) {
    const response = await fetch(url);
    if (!response.ok)
        throw new Error(`${url}: ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
}

function parse(url, text) {
    if (url.pathname.endsWith('.json'))
        return TaJsonDeserialize(JSON.parse(text), OPDSFeed);
    return convertOpds1ToOpds2(XML.deserialize(new DOMParser().parseFromString(text, 'application/xml'), OPDS));
}

const has = (link, rel) => [link.Rel].flat().includes(rel);
const names = list => (list ?? []).map(({ Name }) => Name);

async function takeBook(base, { Metadata: metadata, Links: links, Images: images }) {
    const known = books.get(metadata.Identifier);
    if (known !== undefined) {
        known.seen++;
        return;
    }
    const acquisition = links.find(link => link.Rel?.some(rel => rel.startsWith('http://opds-spec.org/acquisition')));
    const book = { title: metadata.Title, authors: names(metadata.Author), seen: 1 };
    books.set(metadata.Identifier, book);
    const epub = await get(new URL(acquisition.Href, base));
    book.isBook = acquisition.TypeLink === 'application/epub+zip' && epub.subarray(30, 58).toString() === 'mimetypeapplication/epub+zip';
    const image = images?.[0];
    const cover = image && await get(new URL(image.Href, base));
    book.isCover = image?.TypeLink === 'image/jpeg' && cover[0] === 0xff && cover[1] === 0xd8;
}

async function visit(url) {
    if (feeds.has(url.href))
        return;
    const feed = parse(url, (await get(url)).toString());
    const publications = feed.Publications ?? [];
    feeds.set(url.href, { title: feed.Metadata.Title, n: publications.length });
    for (const publication of publications.concat((feed.Groups ?? []).flatMap(group => group.Publications ?? [])))
        await takeBook(url, publication);
    const next = feed.Links.filter(link => ['next', 'previous', 'first', 'last', 'start', 'up'].some(rel => has(link, rel)));
    for (const link of (feed.Navigation ?? []).concat(next))
        await visit(new URL(link.Href, url));
}

try {
    await visit(new URL(start));
} catch (failure) {
    problems.push(failure.stack);
}
console.log(JSON.stringify({ feeds: [...feeds.values()], books: Object.fromEntries(books), problems }));
