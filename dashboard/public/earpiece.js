/* Plays 8 kHz sound as it arrives, and never far behind: what waits longer than a listener may lag is left out. */
const AHEAD = 960 // 120 ms, against jitter
const MOST = 2000 // 250 ms

class Earpiece extends AudioWorkletProcessor {
  constructor() {
    super()
    this.chunks = []
    this.played = 0
    this.waiting = 0
    this.running = false
    this.port.onmessage = ({ data }) => this.take(data)
  }

  /** One array per channel, of equal length. */
  take(channels) {
    this.chunks.push(channels)
    this.waiting += channels[0].length
    if (this.waiting > MOST) this.skip(this.waiting - AHEAD)
  }

  skip(samples) {
    this.waiting -= samples
    this.played += samples
    while (this.chunks.length && this.played >= this.chunks[0][0].length) this.played -= this.chunks.shift()[0].length
  }

  process(_inputs, [output]) {
    this.running = this.waiting > 0 && (this.running || this.waiting >= AHEAD)
    if (!this.running) return true
    const length = Math.min(output[0].length, this.waiting)
    for (let filled = 0; filled < length; ) {
      const chunk = this.chunks[0]
      const part = Math.min(length - filled, chunk[0].length - this.played)
      output.forEach((channel, side) => channel.set((chunk[side] ?? chunk[0]).subarray(this.played, this.played + part), filled))
      filled += part
      this.skip(part)
    }
    this.running = length === output[0].length
    return true
  }
}

registerProcessor('earpiece', Earpiece)
