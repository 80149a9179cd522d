// What stands beside the site in course.zip: start files for three systems and a text in plain words. The start files look for
// Node, then for Python, and say what to do where neither is. They refuse to install anything.

const PORT = 4173;

const LINUX = `#!/bin/sh
# Starts the course on this computer: http://localhost:${PORT}/. Close this window to end it.
cd "$(dirname "$0")" || exit 1
if command -v node >/dev/null 2>&1; then
	exec node serve.mjs site --port ${PORT}
elif command -v python3 >/dev/null 2>&1; then
	echo "Node is not here; Python serves the course on http://localhost:${PORT}/ (Ctrl-C ends it)"
	exec python3 -m http.server ${PORT} --bind 127.0.0.1 --directory site
fi
echo "This needs Node (nodejs.org) or Python 3. READ-ME.txt says what else works."
exit 1
`;

const WINDOWS = `@echo off
rem Starts the course on this computer: http://localhost:${PORT}/. Close this window to end it.
cd /d "%~dp0"
where node >nul 2>nul
if not errorlevel 1 (
  node serve.mjs site --port ${PORT}
  goto end
)
where py >nul 2>nul
if not errorlevel 1 (
  echo Node is not here; Python serves the course on http://localhost:${PORT}/
  py -3 -m http.server ${PORT} --bind 127.0.0.1 --directory site
  goto end
)
echo This needs Node from nodejs.org, or Python 3. READ-ME.txt says what else works.
:end
pause
`.replaceAll('\n', '\r\n');

const readMe = (version) =>
	`A WORD FOR EVERY PIXEL
A course on fully-quantized neural networks that runs in the browser. Version ${version}.

WHAT IS HERE
  site/             the course: a folder of files, nothing to install
  start-windows.cmd, start-mac.command, start-linux.sh
  serve.mjs         the small server that the start files use

IN A CLASSROOM WITHOUT INTERNET
  1. Unpack the whole zip on each computer, or once on a stick.
  2. Open the start file of your system with a double click. On a Mac, the
     first time: right click, Open. On Linux: start-linux.sh, Run.
  3. Open http://localhost:${PORT}/ in Chrome, Edge, Firefox or Safari.
     Leave the start file's window open; closing it ends the course.

  One computer can serve the room: on it, run
     node serve.mjs site --host 0.0.0.0
  and the others open http://ADDRESS-OF-THAT-COMPUTER:${PORT}/.
  Timing is a little coarser there: browsers give exact clocks to localhost
  and to https alone. Everything else works.

WHERE NODE IS MISSING
  Python 3 does it too; the start files find it by themselves. By hand:
     python3 -m http.server ${PORT} --bind 127.0.0.1 --directory site
  Chapters, training, notebooks and the lab work. Timing is a little coarser,
  because Python sends no headers for exact clocks.
  If pages stay dead under Python on Windows, another program has told Windows
  that .js files are plain text. Node is not affected.

WHAT DOES NOT WORK
  A double click on site/index.html. Browsers do not let files opened that way
  load programs, so the text shows and nothing moves.

ON A WEB SERVER
  Copy the folder site/ to any place on any web server, under any name. All
  its addresses are relative. The server must answer a folder with the folder's
  index.html, as Apache, nginx and GitHub Pages do. For exact clocks, let it send
     Cross-Origin-Opener-Policy: same-origin
     Cross-Origin-Embedder-Policy: require-corp

IN MOODLE, CANVAS OR OPEN EDX
  Use scorm12.zip (whole course) or scorm12-NN-....zip (one chapter) instead.

WHAT LEAVES THE COMPUTER
  Nothing. Progress is kept in the browser. The page sends no data, loads
  nothing from elsewhere and sets no cookies.

ANSWERS
  The answer key is in teacher.zip, not here. It is no secret all the same: a
  page that judges answers by itself holds them, and who can read its files
  can find them.

LICENCES
  Text and figures CC BY 4.0, code Apache-2.0; see LICENSE and LICENSE-CONTENT.
`.replaceAll('\n', '\r\n');

/** Names that a system may run. */
export const PROGRAMS = new Set(['start-mac.command', 'start-linux.sh']);

/**
 * @param {string} version printed in the text
 * @returns {Map<string, Uint8Array>} everything but the site and serve.mjs
 */
export const classroomFiles = (version) =>
	new Map(
		Object.entries({
			'READ-ME.txt': readMe(version),
			'start-linux.sh': LINUX,
			'start-mac.command': LINUX,
			'start-windows.cmd': WINDOWS
		}).map(([name, content]) => [name, Buffer.from(content)])
	);
