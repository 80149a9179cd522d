/** The editor of a cell: CodeMirror 6, in the site's colours. Loaded when a cell is first edited; until then there is a text area. */
import {
	autocompletion,
	closeBrackets,
	closeBracketsKeymap,
	completionKeymap,
	type Completion
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { javascriptLanguage } from '@codemirror/lang-javascript';
import {
	HighlightStyle,
	bracketMatching,
	indentOnInput,
	indentUnit,
	syntaxHighlighting
} from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { EditorView, drawSelection, keymap } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { completionsAt, type ApiName } from './completions.ts';

export interface CodeEditorOptions {
	readonly parent: HTMLElement;
	readonly value: string;
	readonly selection: { readonly anchor: number; readonly head: number };
	/** The editor's name for those who cannot see it. */
	readonly label: string;
	readonly onChange: (value: string) => void;
	/** What the library has; asked for when the reader types a name. */
	readonly names: () => Promise<readonly ApiName[]>;
	/** Names that the other cells define. */
	readonly cellNames: () => readonly string[];
}

export interface CodeEditor {
	setValue(value: string): void;
	focus(): void;
	destroy(): void;
}

/** Shiki's names of the same colours, which the given code has. */
const COLOURS = HighlightStyle.define([
	{ tag: [tags.keyword, tags.operator, tags.modifier], color: 'var(--code-token-keyword)' },
	{ tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--code-token-constant)' },
	{ tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--code-token-string)' },
	{ tag: [tags.comment], color: 'var(--code-token-comment)', fontStyle: 'italic' },
	{
		tag: [
			tags.function(tags.variableName),
			tags.function(tags.propertyName),
			tags.definition(tags.variableName)
		],
		color: 'var(--code-token-function)'
	},
	{ tag: [tags.punctuation, tags.bracket, tags.separator], color: 'var(--code-token-punctuation)' }
]);

const LOOK = EditorView.theme({
	'&': { backgroundColor: 'transparent', color: 'var(--ink)', fontSize: '0.875rem' },
	'&.cm-focused': { outline: '2.5px solid var(--accent)', outlineOffset: '-2px' },
	'.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6', overflowX: 'auto' },
	'.cm-content': { padding: 'var(--gap-3) 0', caretColor: 'var(--ink)' },
	'.cm-line': { padding: '0 var(--gap-4)' },
	'.cm-cursor': { borderLeftColor: 'var(--ink)' },
	'&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
		background: 'var(--accent-wash)'
	},
	'.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--accent-wash)' },
	'.cm-tooltip': {
		backgroundColor: 'var(--paper)',
		color: 'var(--ink)',
		border: '1px solid var(--rule-strong)',
		borderRadius: 'var(--radius)'
	},
	'.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', fontSize: '0.8125rem' },
	'.cm-tooltip-autocomplete > ul > li': { minHeight: '1.5rem', padding: '0.15rem 0.5rem' },
	'.cm-tooltip-autocomplete > ul > li[aria-selected]': {
		background: 'var(--accent)',
		color: 'var(--on-accent)'
	},
	'.cm-completionInfo': {
		maxWidth: '26rem',
		padding: 'var(--gap-2)',
		fontFamily: 'var(--sans)',
		fontSize: 'var(--size-label)',
		whiteSpace: 'pre-wrap'
	}
});

export function openEditor(options: CodeEditorOptions): CodeEditor {
	const { parent, value, selection, label, onChange, names, cellNames } = options;
	const view = new EditorView({
		parent,
		state: EditorState.create({
			doc: value,
			selection,
			extensions: [
				history(),
				drawSelection(),
				indentOnInput(),
				bracketMatching(),
				closeBrackets(),
				indentUnit.of('\t'),
				EditorState.tabSize.of(2),
				javascriptLanguage,
				syntaxHighlighting(COLOURS),
				autocompletion({
					override: [
						async ({ state, pos, explicit }) => {
							const before = state.sliceDoc(Math.max(0, pos - 200), pos);
							const found = completionsAt(before, explicit, await names(), cellNames());
							return (
								found && {
									from: pos - found.typed.length,
									options: found.names.map(asOption),
									validFor: /^\w*$/
								}
							);
						}
					]
				}),
				// Tab leaves the editor, as everywhere on a page; Ctrl-] and Ctrl-[ indent.
				keymap.of([
					...closeBracketsKeymap,
					...completionKeymap,
					...historyKeymap,
					...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter' && key !== 'Shift-Enter')
				]),
				LOOK,
				EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' }),
				EditorView.updateListener.of(({ docChanged, state }) => {
					if (docChanged) onChange(state.doc.toString());
				})
			]
		})
	});
	return {
		setValue(next) {
			if (next === view.state.doc.toString()) return;
			view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
		},
		focus: () => view.focus(),
		destroy: () => view.destroy()
	};
}

function asOption({ name, signature, text }: ApiName): Completion {
	return {
		label: name,
		type: signature.includes('(') ? 'function' : 'variable',
		...(text || signature ? { info: [signature, text].filter(Boolean).join('\n\n') } : {})
	};
}
