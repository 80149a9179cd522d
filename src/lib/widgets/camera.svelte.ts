/**
 * A camera as squares of pixels, one at a time while it is on. Every start has a stop; it stops by itself when the page is hidden.
 * It records nothing and sends nothing.
 */
import { later } from '#lib/language/language.ts';
import { squarePixels } from './picture-pixels.ts';

/** Pictures a second: fast enough to move a hand before it. */
const RATE = 15;

export class Camera {
	state = $state<'off' | 'starting' | 'on'>('off');
	/** Why it is not on, in words; empty where nothing went wrong. */
	fault = $state('');
	readonly #side: number;
	readonly #onpicture: (pixels: Uint8Array) => void;
	#stream: MediaStream | null = null;
	#timer: ReturnType<typeof setInterval> | undefined;
	/** Counts starts, so that a permission given after a stop opens nothing. */
	#turn = 0;

	/**
	 * @param side of the squares, in pixels
	 * @param onpicture gets each square, [side, side, 3]
	 */
	constructor(side: number, onpicture: (pixels: Uint8Array) => void) {
		this.#side = side;
		this.#onpicture = onpicture;
	}

	async start(): Promise<void> {
		if (this.state !== 'off') return;
		const turn = ++this.#turn;
		this.fault = '';
		this.state = 'starting';
		try {
			const stream = await openCamera();
			if (turn !== this.#turn) {
				stream.getTracks().forEach((track) => track.stop());
				return;
			}
			this.#stream = stream;
			await this.#show(stream, turn);
		} catch (cause) {
			if (turn !== this.#turn) return;
			this.stop();
			this.fault = reason(cause);
		}
	}

	/** The last picture stays. */
	stop(): void {
		this.#turn++;
		clearInterval(this.#timer);
		this.#stream?.getTracks().forEach((track) => track.stop());
		this.#stream = null;
		document.removeEventListener('visibilitychange', this.#hide);
		this.state = 'off';
	}

	readonly #hide = (): void => {
		if (document.hidden) this.stop();
	};

	async #show(stream: MediaStream, turn: number): Promise<void> {
		const video = document.createElement('video');
		video.muted = true;
		video.playsInline = true;
		video.srcObject = stream;
		await video.play();
		if (turn !== this.#turn) return;
		const canvas = document.createElement('canvas');
		this.state = 'on';
		document.addEventListener('visibilitychange', this.#hide);
		this.#timer = setInterval(() => {
			if (video.videoWidth > 0)
				this.#onpicture(squarePixels(video, video.videoWidth, video.videoHeight, this.#side, canvas));
		}, 1000 / RATE);
	}
}

async function openCamera(): Promise<MediaStream> {
	// Plain http and some embedded browsers have no such thing, whatever the types say.
	const devices = navigator.mediaDevices as MediaDevices | undefined;
	if (!devices) throw new Error('a page may use the camera only over https');
	return devices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 640 } } });
}

function reason(cause: unknown): string {
	const name = cause instanceof Error ? cause.name : '';
	if (name === 'NotAllowedError')
		return later('The camera was not allowed. A photo from a file works as well.');
	if (name === 'NotFoundError' || name === 'OverconstrainedError')
		return later('No camera was found. A photo from a file works as well.');
	if (name === 'NotReadableError') return later('Another program is using the camera.');
	return `The camera did not start: ${cause instanceof Error ? cause.message : String(cause)}.`;
}
