/**
 * One figure filling the screen: by the browser's own full screen where there is one, else over the page.
 * Escape leaves either. It never moves the figure in the document, so nothing inside it restarts.
 */
export class FullScreen {
	#element: () => HTMLElement;
	/** The browser's own is on. */
	#native = $state(false);
	#filled = $state(false);
	/** What the page keeps free for a figure that lies over it. */
	#height = $state(0);

	constructor(element: () => HTMLElement) {
		this.#element = element;
	}

	get on(): boolean {
		return this.#native || this.#filled;
	}

	/** Whether the figure lies over the page by style alone. */
	get filled(): boolean {
		return this.#filled;
	}

	/** A CSS height, or null while the figure stands in its place. */
	get placeHolder(): string | null {
		return this.#filled ? `${this.#height}px` : null;
	}

	async toggle(): Promise<void> {
		if (this.#native) await document.exitFullscreen();
		else if (this.#filled) this.#lay(false);
		else await this.#enter();
	}

	/** Call on mount; returns what stops listening. */
	listen(): () => void {
		const changed = (): void => {
			this.#native = document.fullscreenElement === this.#element();
		};
		const onKey = (event: KeyboardEvent): void => {
			if (event.key === 'Escape' && this.#filled) this.#lay(false);
		};
		document.addEventListener('fullscreenchange', changed);
		document.addEventListener('keydown', onKey);
		return () => {
			document.removeEventListener('fullscreenchange', changed);
			document.removeEventListener('keydown', onKey);
			if (this.#filled) this.#lay(false);
		};
	}

	async #enter(): Promise<void> {
		const element = this.#element();
		// Phones' Safari has it for video alone, and a course's frame may forbid it.
		if (!document.fullscreenEnabled) {
			this.#lay(true);
			return;
		}
		try {
			await element.requestFullscreen();
		} catch {
			this.#lay(true);
		}
	}

	#lay(over: boolean): void {
		this.#height = this.#element().offsetHeight;
		this.#filled = over;
		document.documentElement.style.overflow = over ? 'hidden' : '';
	}
}
