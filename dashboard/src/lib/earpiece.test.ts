import { beforeEach, describe, expect, it } from 'vitest'
import script from '../../public/earpiece.js?raw'

interface Player {
  take(channels: Float32Array[]): void
  process(inputs: unknown, outputs: Float32Array[][]): boolean
}

function aPlayer(): Player {
  let made: (new () => Player) | undefined
  const Base = class {
    port = {}
  }
  new Function('AudioWorkletProcessor', 'registerProcessor', script)(Base, (_: string, player: new () => Player) => (made = player))
  if (!made) throw new Error('earpiece.js registers no player')
  return new made()
}

/** 100 ms whose samples count on from `from`, the other side negative. */
const message = (from: number): Float32Array[] => [1, -1].map((sign) => Float32Array.from({ length: 800 }, (_, place) => sign * (from + place)))

let player: Player
const block = (): [Float32Array, Float32Array] => {
  const output: [Float32Array, Float32Array] = [new Float32Array(128), new Float32Array(128)]
  player.process([], [output])
  return output
}

describe('the earpiece', () => {
  beforeEach(() => {
    player = aPlayer()
  })

  it('waits for a little against jitter, then plays everything in order, each side on its own', () => {
    player.take(message(1))
    expect(block()[0].every((one) => one === 0)).toBe(true)
    player.take(message(801))
    const heard = Array.from({ length: 12 }, block)
    expect(heard.flatMap(([left]) => [...left])).toEqual(Array.from({ length: 12 * 128 }, (_, place) => place + 1))
    expect(heard.every(([left, right]) => left.every((one, place) => one === -(right[place] ?? 0)))).toBe(true)
  })

  it('leaves out what would make it lag when a held-up line lets go', () => {
    for (let sent = 0; sent < 20; sent++) player.take(message(sent * 800))
    const [left] = block()
    expect(16_000 - (left[0] ?? 0)).toBeLessThanOrEqual(2000)
  })

  it('is silent when nothing comes, and begins again with a little ahead', () => {
    player.take(message(1))
    player.take(message(801))
    for (let blocks = 0; blocks < 12; blocks++) block()
    const [left] = block()
    expect([...left.slice(0, 64), ...left.slice(64)]).toEqual([...Array.from({ length: 64 }, (_, place) => 1537 + place), ...Array(64).fill(0)])
    player.take(message(5000))
    expect(block()[0].every((one) => one === 0)).toBe(true)
  })
})
