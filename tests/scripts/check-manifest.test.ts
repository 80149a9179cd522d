import { describe, expect, it } from 'vitest';
import { manifestProblems } from '../../scripts/package/check-manifest.mjs';
import { manifestOf } from '../../scripts/package/manifest.mjs';

const FILES = ['index.html', 'a b/ü[1].js', 'imsmanifest.xml'];
const GOOD = manifestOf({
	identifier: 'a-course',
	version: 'abc123',
	title: 'Bits & "words" <2>',
	start: 'index.html',
	files: FILES.slice(0, 2)
});
const problemsAfter = (from: string | RegExp, to: string): string[] => {
	const changed = GOOD.replace(from, to);
	expect(changed).not.toBe(GOOD);
	return manifestProblems(changed, FILES);
};

/** What is changed in a manifest that keeps the rules, and the rule that then speaks. */
const BREAKS: readonly (readonly [string, string | RegExp, string, string | RegExp])[] = [
	['an element that is not closed', '</organizations>', '', 'closes'],
	['a stray ampersand', 'Bits &amp;', 'Bits &', 'unknown entity'],
	['an attribute twice', 'version="abc123"', 'version="abc123" version="2"', 'stands twice'],
	['a prefix that is not declared', / xmlns:adlcp="[^"]*"/, '', 'adlcp: is not declared'],
	['a document type', '<manifest', '<!DOCTYPE manifest><manifest', 'not well formed'],
	['two roots', '</manifest>', '</manifest><manifest/>', 'one root element'],
	['another namespace', 'imscp_rootv1p1p2', 'imscp_v1p1', 'the root must be'],
	[
		'another version',
		'1.2</schemaversion>',
		'2004 3rd Edition</schemaversion>',
		'<schemaversion> must be 1.2'
	],
	['another schema', 'ADL SCORM', 'IMS Content', '<schema> must be ADL SCORM'],
	['no metadata', /<metadata>[\s\S]*<\/metadata>/, '', '<manifest> has one <metadata>, got 0'],
	[
		'resources before organizations',
		/(<organizations[\s\S]*<\/organizations>)([\s\S]*<\/resources>)/,
		'$2$1',
		'the order is'
	],
	['an element the schema has not', '<schema>', '<author>A</author><schema>', '<metadata> has no <author>'],
	[
		'an attribute the schema has not',
		'isvisible="true"',
		'visible="true"',
		'<item> has no attribute visible'
	],
	['scormtype as SCORM 2004 writes it', 'adlcp:scormtype', 'adlcp:scormType', 'no attribute adlcp:scormType'],
	['scormtype outside its namespace', 'adlcp:scormtype', 'scormtype', 'no attribute scormtype'],
	[
		'no organization of the default',
		'default="course"',
		'default="other"',
		'must name an organization, got other'
	],
	['an item without a title', /<title>[^<]*<\/title>\s*<\/item>/, '</item>', '<item> has one <title>, got 0'],
	['an empty title', /<title>[^<]*<\/title>\s*<\/item>/, '<title> </title></item>', 'a <title> has 1 to 200'],
	['an organization without items', /<item[\s\S]*<\/item>/, '', '<organization> has 1 or more <item>, got 0'],
	['an item that opens nothing', ' identifierref="sco"', '', 'needs an identifierref'],
	['an item that opens what is not there', 'identifierref="sco"', 'identifierref="sc0"', 'the resource sc0'],
	['a strange isvisible', 'isvisible="true"', 'isvisible="yes"', 'isvisible must be true or false'],
	[
		'an identifier that begins with a digit',
		'identifier="a-course"',
		'identifier="1-course"',
		'got 1-course'
	],
	['an identifier with a colon', 'identifier="item"', 'identifier="it:em"', 'got it:em'],
	['an identifier twice', 'identifier="item"', 'identifier="sco"', 'the identifier sco stands twice'],
	['a version that is too long', 'version="abc123"', `version="${'1'.repeat(21)}"`, 'at most 20'],
	['no kind of resource', ' adlcp:scormtype="sco"', '', 'needs adlcp:scormtype'],
	['another type', 'webcontent', 'text/html', 'must have the type webcontent'],
	['a SCO without a start', /(scormtype="sco") href="[^"]*"/, '$1', 'is a SCO and needs an href'],
	['a start that is no file', /(scormtype="sco") href="[^"]*"/, '$1 href="start.html"', 'none of its files'],
	['a file that is not listed', /<file href="a%20b[^>]*>/, '', 'is there and not listed'],
	[
		'a file that is not there',
		'<file href="index.html" />',
		'<file href="index.html" /><file href="x.js" />',
		'x.js is listed and not there'
	],
	[
		'a file twice',
		'<file href="index.html" />',
		'<file href="index.html" /><file href="index.html" />',
		'listed twice'
	],
	['an address with a space', 'a%20b', 'a b', 'must be encoded'],
	['an absolute address', 'file href="index', 'file href="/index', 'must be relative'],
	[
		'an address of another site',
		'file href="index',
		'file href="https://a.example/index',
		'must be relative'
	],
	['an address that goes up', 'file href="index', 'file href="../index', 'must not go up'],
	[
		'a dependency on nothing',
		'</resource>',
		'<dependency identifierref="more" /></resource>',
		'depends on more'
	]
];

describe('the rules of a SCORM 1.2 manifest', () => {
	it('find nothing wrong in what we write', () => {
		expect(manifestProblems(GOOD, FILES)).toEqual([]);
	});

	it.each(BREAKS)('catch %s', (_, from, to, says) => {
		expect(problemsAfter(from, to).join('\n')).toMatch(
			typeof says === 'string' ? new RegExp(escape(says)) : says
		);
	});

	it('want the manifest at the top of the package', () => {
		expect(manifestProblems(GOOD, ['index.html', 'a b/ü[1].js', 'course/imsmanifest.xml'])).toContainEqual(
			'imsmanifest.xml must be at the top of the package'
		);
	});

	it('let no manifest be written that opens a missing file', () => {
		expect(() =>
			manifestOf({ identifier: 'a', version: '1', title: 'A', start: 'b.html', files: [] })
		).toThrow('b.html');
	});
});

function escape(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
