// Writes imsmanifest.xml for SCORM 1.2: one organization with one item, one SCO with every file of the package.
//
// Why one SCO for the whole course, not one a chapter: Open edX's block opens the first resource and knows no other; Moodle and
// Canvas would leave one SCO and start another at every link from chapter to chapter, which ends the session that a training run
// belongs to. Who wants a mark for each chapter takes the packages of single chapters.
//
// It names no schemaLocation: the schemas belong to IMS and ADL, and a copy of them is not ours to give away. No mastery score:
// Moodle would set the status by it, against what the page reports.

export const IMSCP = 'http://www.imsproject.org/xsd/imscp_rootv1p1p2';
export const ADLCP = 'http://www.adlnet.org/xsd/adlcp_rootv1p2';

const XML = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const text = (words) => words.replace(/[&<>"]/g, (character) => XML[character]);

/** A file's name as a relative address: everything but letters, digits and a few marks is encoded. */
export const hrefOf = (name) => name.split('/').map(encodeURIComponent).join('/');

/**
 * @param {{ identifier: string, version: string, title: string, start: string, files: Iterable<string> }} course
 *   identifier: an NCName; version: at most 20 characters; start: the file that is opened; files: all others too
 * @returns {string}
 * @throws RangeError when the start is none of the files
 */
export function manifestOf({ identifier, version, title, start, files }) {
	const names = [...files].sort((a, b) => (a < b ? -1 : 1));
	if (!names.includes(start)) throw new RangeError(`the package opens ${start}, which is not in it`);
	const listed = names.map((name) => `\t\t\t<file href="${text(hrefOf(name))}" />`).join('\n');
	return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="${text(identifier)}" version="${text(version)}" xmlns="${IMSCP}" xmlns:adlcp="${ADLCP}">
	<metadata>
		<schema>ADL SCORM</schema>
		<schemaversion>1.2</schemaversion>
	</metadata>
	<organizations default="course">
		<organization identifier="course">
			<title>${text(title)}</title>
			<item identifier="item" identifierref="sco" isvisible="true">
				<title>${text(title)}</title>
			</item>
		</organization>
	</organizations>
	<resources>
		<resource identifier="sco" type="webcontent" adlcp:scormtype="sco" href="${text(hrefOf(start))}">
${listed}
		</resource>
	</resources>
</manifest>
`;
}
