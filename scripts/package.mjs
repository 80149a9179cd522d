// `npm run package`: the built site as files to hand on, in packages/: course.zip, scorm12.zip, one SCORM package a chapter, and
// teacher.zip. The same build gives the same bytes. It refuses to leave a package behind that breaks a rule or is too large.

import './node-version.mjs';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { readArguments } from './arguments.mjs';
import { buildStamp, filesUnder, readStamp, root, siteFingerprint } from './files.mjs';
import { courseZip, PACKAGE_PROGRAMS, scormZip, teacherZip } from './package/packages.mjs';
import { script, stage } from './stage.mjs';

const MOST_SCORM_BYTES = 15_000_000;
const DEFAULT_COURSE = 'http://localhost:4173/';

const { values } = readArguments(
	`Usage: npm run package [-- OPTIONS]

Builds the site where a source changed, then writes into packages/:
  course.zip               the site for a web server, a stick or a classroom without internet
  scorm12.zip              the whole course for Moodle, Canvas or Open edX (SCORM 1.2)
  scorm12-NN-SLUG.zip      the same, opened at one chapter and scored by its questions alone
  teacher.zip              guides, slides, handouts and the answer key, to open with a double click

  --only WORDS   packages whose names begin so, with commas between: course,scorm12-06
  --course URL   where links in teacher.zip lead (default: ${DEFAULT_COURSE}, where the start files serve)
  --site FOLDER  a site that is built already, in place of build/
  --out FOLDER   another folder than packages/`,
	{
		options: {
			only: { type: 'string' },
			course: { type: 'string', default: DEFAULT_COURSE },
			site: { type: 'string' },
			out: { type: 'string', default: 'packages' }
		}
	}
);

/** Files of a folder, named from there. */
const filesOf = (folder, prefix = '') =>
	new Map(
		filesUnder(folder).map((path) => [
			prefix + relative(folder, path).split(sep).join('/'),
			readFileSync(path)
		])
	);

async function builtSite() {
	const folder = values.site ? resolve(values.site) : join(root, 'build');
	const isBuilt = existsSync(join(folder, 'index.html'));
	if (values.site && !isBuilt) throw new Error(`--site: there is no index.html in ${values.site}`);
	if (!values.site && (!isBuilt || readStamp(buildStamp) !== siteFingerprint())) {
		console.log('Building the site (about a minute, only when a source changed) ...');
		if (!(await stage('build', [script('build')], { live: true }))) process.exit(1);
	}
	return filesOf(folder);
}

/** The chapters as their files say: number, slug, title. */
function chapters() {
	return filesUnder(join(root, 'content/chapters')).map((path) => {
		const [, number, slug] = /(\d\d)-([a-z0-9-]+)\.md$/.exec(path);
		const title = /^title: (.+)$/m.exec(readFileSync(path, 'utf8'))[1];
		return { number: Number(number), slug, title };
	});
}

/** Each package's name and how it is made. */
function recipes(site) {
	const version = JSON.parse(Buffer.from(site.get('_app/version.json')).toString('utf8')).version;
	const texts = new Map([
		['LICENSE', readFileSync(join(root, 'LICENSE'))],
		['LICENSE-CONTENT', readFileSync(join(root, 'content/LICENSE'))]
	]);
	const course = values.course.endsWith('/') ? values.course : `${values.course}/`;
	const server = readFileSync(script('serve'));
	const programs = new Map(
		PACKAGE_PROGRAMS.map((name) => [name, readFileSync(join(root, 'src/lib/teach', name))])
	);
	return [
		['course.zip', () => courseZip(site, { version, texts, server })],
		['scorm12.zip', () => scormZip(site, { version, programs })],
		...chapters().map((chapter) => [
			`scorm12-${String(chapter.number).padStart(2, '0')}-${chapter.slug}.zip`,
			() => scormZip(site, { version, programs, chapter })
		]),
		[
			'teacher.zip',
			() =>
				teacherZip(site, {
					course,
					version,
					texts,
					markdown: filesOf(join(root, 'content/teach'), 'markdown/')
				})
		]
	];
}

/** Those that --only names. */
function chosen(all) {
	if (values.only === undefined) return all;
	const words = values.only.split(',').map((word) => word.trim());
	const strange = words.find((word) => word === '' || !all.some(([name]) => name.startsWith(word)));
	if (strange !== undefined)
		throw new Error(
			`--only: no package begins with "${strange}"; there are ${all.map(([name]) => name).join(', ')}`
		);
	return all.filter(([name]) => words.some((word) => name.startsWith(word)));
}

async function writePackages() {
	if (!URL.canParse(values.course)) throw new Error(`--course must be a full address, got ${values.course}`);
	const wanted = chosen(recipes(await builtSite()));
	const out = resolve(root, values.out);
	mkdirSync(out, { recursive: true });
	// An older package beside new ones would be taken for one of them.
	for (const [name] of wanted) rmSync(join(out, name), { force: true });
	for (const [name, make] of wanted) {
		const { files, zip } = make();
		if (name.startsWith('scorm12') && zip.length > MOST_SCORM_BYTES)
			throw new Error(`${name} has ${zip.length} bytes, at most ${MOST_SCORM_BYTES}`);
		writeFileSync(join(out, name), zip);
		const size = `${(zip.length / 1e6).toFixed(2)} MB`;
		console.log(`${size.padStart(9)}  ${String(files.size).padStart(4)} files  ${join(values.out, name)}`);
	}
}

try {
	await writePackages();
} catch (error) {
	console.error(error.message);
	process.exitCode = 1;
}
