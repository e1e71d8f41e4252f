/** G.711 mu-law, 8 kHz: one byte a sample, 160 bytes are 20 ms. */

const BIAS = 0x84
const CLIP = 32635

const decoded = new Float32Array(256)
for (let byte = 0; byte < 256; byte++) {
  const flipped = ~byte & 0xff
  const magnitude = (((flipped & 0x0f) << 3) + BIAS) << ((flipped >> 4) & 7)
  decoded[byte] = ((flipped & 0x80 ? BIAS - magnitude : magnitude - BIAS) || 0) / 32768
}

export function decode(bytes: Uint8Array): Float32Array {
  const samples = new Float32Array(bytes.length)
  for (let i = 0; i < bytes.length; i++) samples[i] = decoded[bytes[i] ?? 0xff] ?? 0
  return samples
}

export function encode(samples: Float32Array): Uint8Array {
  const bytes = new Uint8Array(samples.length)
  for (let i = 0; i < samples.length; i++) bytes[i] = encodeSample(samples[i] ?? 0)
  return bytes
}

function encodeSample(sample: number): number {
  const value = Math.max(-CLIP, Math.min(CLIP, Math.round(sample * 32768)))
  const sign = value < 0 ? 0x80 : 0
  const magnitude = Math.abs(value) + BIAS
  const exponent = Math.max(0, 31 - Math.clz32(magnitude) - 7)
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f
  return ~(sign | (exponent << 4) | mantissa) & 0xff
}

export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
}
