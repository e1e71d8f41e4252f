/* Gives the microphone in blocks of 20 ms at 8 kHz. The low-pass is the mean of the samples between two outputs. */
class Microphone extends AudioWorkletProcessor {
  constructor() {
    super()
    this.ratio = sampleRate / 8000
    this.sum = 0
    this.count = 0
    this.position = 0
    this.block = new Float32Array(160)
    this.filled = 0
  }

  process(inputs) {
    const input = inputs[0]?.[0]
    if (!input) return true
    for (const sample of input) {
      this.sum += sample
      this.count += 1
      this.position += 1
      if (this.position < this.ratio) continue
      this.position -= this.ratio
      this.block[this.filled++] = this.sum / this.count
      this.sum = 0
      this.count = 0
      if (this.filled === 160) {
        this.port.postMessage(this.block.slice())
        this.filled = 0
      }
    }
    return true
  }
}

registerProcessor('microphone', Microphone)
