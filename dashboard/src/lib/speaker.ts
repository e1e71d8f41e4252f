import { decode } from '@/lib/mulaw'

const RATE = 8000
/** Seconds kept ahead of the present, against jitter; a listener hears the call that much late. */
const AHEAD_S = 0.12

/** Plays mu-law as it arrives, in order, on any number of channels mixed left to right. */
export class Speaker {
  private readonly context: AudioContext
  private readonly gain: GainNode
  private next = 0
  private playing = new Set<AudioBufferSourceNode>()

  constructor() {
    this.context = new AudioContext()
    this.gain = this.context.createGain()
    this.gain.connect(this.context.destination)
  }

  /** One chunk per channel, of equal length. Returns the context time at which it will have been played. */
  play(channels: Uint8Array[]): number {
    const length = Math.max(...channels.map((channel) => channel.length))
    const buffer = this.context.createBuffer(channels.length, length, RATE)
    channels.forEach((channel, index) => buffer.copyToChannel(new Float32Array(decode(channel)), index))
    const source = this.context.createBufferSource()
    source.buffer = buffer
    source.connect(this.gain)
    const start = this.next > this.context.currentTime ? this.next : this.context.currentTime + AHEAD_S
    source.start(start)
    this.next = start + buffer.duration
    this.playing.add(source)
    source.onended = () => this.playing.delete(source)
    return this.next
  }

  /** Milliseconds until everything handed over has been heard. */
  get pendingMs(): number {
    return Math.max(0, (this.next - this.context.currentTime) * 1000)
  }

  clear() {
    for (const source of this.playing) source.stop()
    this.playing.clear()
    this.next = 0
  }

  async close() {
    this.clear()
    if (this.context.state !== 'closed') await this.context.close()
  }
}
