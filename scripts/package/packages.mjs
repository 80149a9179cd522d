// What each package holds, as files in memory. It refuses to read or write a disk: scripts/package.mjs does that.

import { classroomFiles, PROGRAMS } from './classroom.mjs';
import { manifestProblems } from './check-manifest.mjs';
import { flatSite } from './flat-site.mjs';
import { manifestOf } from './manifest.mjs';
import { teacherPages } from './teacher-pages.mjs';
import { zipOf } from './zip.mjs';
import { flatPage } from '../../src/lib/teach/flat-address.js';

/** The key to the questions is handed out by itself. It is no secret: the pages that judge answers hold them. */
const ANSWERS = /^teach\/answers\//;
/** Pupils in a learning platform meet no pages for teachers, and no copy of the site is kept there for flights. */
const NOT_FOR_PUPILS = /^(teach\/|service-worker\.js$)/;
/** onnxruntime is 14 MB, and only chapter 9 and the speed page time it. */
const ONNXRUNTIME = /\/ort-wasm[^/]*\.wasm$/;
const TIMES_ONNXRUNTIME = 'is-it-faster';

/** The package's own program: it changes links to the files' names (src/lib/teach/package-links.js). */
const LINKS = 'package.js';
const FOLLOW_LINKS = `import { followPackageLinks } from './package-links.js';
followPackageLinks(new URL('./', import.meta.url).href);
`;
/** What it imports, of src/lib/teach. */
export const PACKAGE_PROGRAMS = ['flat-address.js', 'package-links.js'];

const COURSE_TITLE = 'A Word for Every Pixel';

/** A page in place of one that a package does without. */
const stubPage = (says) => `<!doctype html>
<html lang="en">
	<head>
		<meta charset="utf-8" />
		<meta name="viewport" content="width=device-width, initial-scale=1" />
		<title>Not in this package</title>
	</head>
	<body>
		<h1>Not in this package</h1>
		<p>${says}</p>
		<p><a href="./index.html">${COURSE_TITLE}: the first page</a></p>
	</body>
</html>
`;

/** The built site for a web server or a classroom: `site/`, with a server and start files beside. */
export function courseZip(site, { version, texts, server }) {
	const files = new Map(classroomFiles(version));
	for (const [path, bytes] of site) if (!ANSWERS.test(path)) files.set(`site/${path}`, bytes);
	if ([...site.keys()].some((path) => ANSWERS.test(path))) {
		const stub = stubPage('The answer key is in teacher.zip.').replace('./index.html', '../../index.html');
		files.set('site/teach/answers/index.html', Buffer.from(stub));
	}
	for (const [name, bytes] of texts) files.set(name, bytes);
	files.set('serve.mjs', server);
	return { files, zip: zipOf(files, PROGRAMS) };
}

/**
 * The course as one SCO for SCORM 1.2, opened at its first page or, with `chapter`, at that chapter.
 * @param {{ version: string, programs: ReadonlyMap<string, Uint8Array>,
 *   chapter?: { number: number, slug: string, title: string } }} options programs: the files of PACKAGE_PROGRAMS
 * @throws Error when the manifest breaks a rule of SCORM 1.2: that is a mistake in here
 */
export function scormZip(site, { version, chapter, programs }) {
	const has = (path) =>
		!NOT_FOR_PUPILS.test(path) && !(chapter && chapter.slug !== TIMES_ONNXRUNTIME && ONNXRUNTIME.test(path));
	const counts = chapter ? ` data-chapter="${chapter.slug}"` : '';
	const files = flatSite(site, {
		head: [
			`<meta name="course-package" content="scorm12"${counts} />`,
			'<meta name="offline-copy" content="no" />',
			`<script type="module" src="./${LINKS}"></script>`
		].join('\n\t\t'),
		has,
		stub: () => stubPage('This page is for teachers, who have the site or teacher.zip.')
	});
	for (const [file, bytes] of programs) files.set(file, bytes);
	files.set(LINKS, Buffer.from(FOLLOW_LINKS));
	const name = chapter ? `-${String(chapter.number).padStart(2, '0')}-${chapter.slug}` : '';
	const manifest = manifestOf({
		identifier: `a-word-for-every-pixel${name}`,
		version: version.slice(0, 20),
		title: chapter ? `${COURSE_TITLE}: ${chapter.title}` : COURSE_TITLE,
		start: flatPage(chapter ? `${chapter.slug}/` : ''),
		files: files.keys()
	});
	files.set('imsmanifest.xml', Buffer.from(manifest));
	const problems = [...manifestProblems(manifest, files.keys()), ...nameProblems(files.keys())];
	if (problems.length > 0) throw new Error(`the manifest breaks rules of SCORM 1.2:\n${problems.join('\n')}`);
	return { files, zip: zipOf(files) };
}

/** Open edX's proxy finds a file by its last name alone, so that every one must be another. */
export function nameProblems(names) {
	const seen = new Map();
	const problems = [];
	for (const path of names) {
		const name = path.slice(path.lastIndexOf('/') + 1);
		if (seen.has(name)) problems.push(`${path} and ${seen.get(name)} have the same last name`);
		seen.set(name, path);
	}
	return problems;
}

/** Lesson plans, slides, handouts and the answer key, to be opened with a double click; and the Markdown they are made of. */
export function teacherZip(site, { course, version, markdown, texts }) {
	const files = teacherPages(site, course);
	for (const [name, bytes] of [...markdown, ...texts]) files.set(name, bytes);
	files.set('index.html', Buffer.from(teacherIndex(files.keys(), { course, version })));
	return { files, zip: zipOf(files) };
}

const ROOMS = { guide: 'Guide', slides: 'Slides', handouts: 'Handouts', answers: 'Answer key' };

/** `the-race` as it is read: The race. */
const wordsOf = (slug) => `${slug[0].toUpperCase()}${slug.slice(1).replaceAll('-', ' ')}`;

function teacherIndex(names, { course, version }) {
	const pages = [...names].filter((name) => name.endsWith('/index.html')).sort();
	const list = Object.entries(ROOMS).map(([room, title]) => {
		const own = pages.filter((page) => page.startsWith(`teach/${room}/`));
		const links = own.map((page) => {
			const parts = page.split('/').slice(2, -1);
			const words = parts.length === 0 ? title : parts.map(wordsOf).join(': ');
			return `\t\t\t<li><a href="${page}">${words}</a></li>`;
		});
		return own.length > 0 ? `\t\t<h2>${title}</h2>\n\t\t<ul>\n${links.join('\n')}\n\t\t</ul>` : '';
	});
	return `<!doctype html>
<html lang="en">
	<head>
		<meta charset="utf-8" />
		<meta name="viewport" content="width=device-width, initial-scale=1" />
		<title>${COURSE_TITLE}: for teachers</title>
		<style>
			body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.5 Georgia, serif; }
			li { margin: 0.35rem 0; }
		</style>
	</head>
	<body>
		<h1>${COURSE_TITLE}: for teachers</h1>
		<p>
			These pages open without a server and print. Links into the course lead to <a href="${course}">${course}</a>,
			where it must be running; the start files of course.zip do that on this computer.
		</p>
		<p>
			The answer key is kept out of course.zip and of the packages for pupils. It is no secret: a page that judges
			answers by itself holds them, and who can read its files can find them. Scores are made on the pupil’s machine
			too, and can be forged there.
		</p>
${list.filter(Boolean).join('\n')}
		<p><small>Version ${version}. Text and figures CC BY 4.0, code Apache-2.0.</small></p>
	</body>
</html>
`;
}
