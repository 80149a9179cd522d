/** Vectors of four floats at the end of a row that is not a multiple of four long: absent lanes read as 0 and are not written. */

// @ts-ignore: decorator
@inline
export function loadUpTo4(at: usize, count: i32): v128 {
	if (count >= 4) return v128.load(at);
	let x = f32x4.splat(0);
	if (count > 0) x = f32x4.replace_lane(x, 0, load<f32>(at));
	if (count > 1) x = f32x4.replace_lane(x, 1, load<f32>(at, 4));
	if (count > 2) x = f32x4.replace_lane(x, 2, load<f32>(at, 8));
	return x;
}

// @ts-ignore: decorator
@inline
export function storeUpTo4(at: usize, x: v128, count: i32): void {
	if (count >= 4) {
		v128.store(at, x);
		return;
	}
	if (count > 0) store<f32>(at, f32x4.extract_lane(x, 0));
	if (count > 1) store<f32>(at, f32x4.extract_lane(x, 1), 4);
	if (count > 2) store<f32>(at, f32x4.extract_lane(x, 2), 8);
}
