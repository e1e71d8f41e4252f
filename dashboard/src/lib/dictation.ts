import { encode } from '@/lib/mulaw'

const LONGEST_MS = 20_000

/** Takes down what somebody says into the microphone, as the telephone would carry it: mu-law, 8 kHz. */
export class Dictation {
  private readonly blocks: Uint8Array[] = []
  private readonly timer: ReturnType<typeof setTimeout>

  private constructor(
    private readonly microphone: MediaStream,
    private readonly input: AudioContext,
    onLongest: () => void,
  ) {
    this.timer = setTimeout(onLongest, LONGEST_MS)
  }

  /** Asks for the microphone; rejects with why there is none, and nothing stays open then. `onLongest`: nobody speaks that long. */
  static async begin(onLongest: () => void): Promise<Dictation> {
    const microphone = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 } })
    const input = new AudioContext()
    const dictation = new Dictation(microphone, input, onLongest)
    try {
      await input.audioWorklet.addModule('/microphone.js')
      const worklet = new AudioWorkletNode(input, 'microphone', { numberOfOutputs: 0 })
      input.createMediaStreamSource(microphone).connect(worklet)
      worklet.port.onmessage = (message: MessageEvent<Float32Array>) => dictation.blocks.push(encode(message.data))
      return dictation
    } catch (fault) {
      dictation.end()
      throw fault
    }
  }

  /** Gives back the microphone, and what was said. */
  end(): Blob {
    clearTimeout(this.timer)
    for (const track of this.microphone.getTracks()) track.stop()
    void this.input.close()
    return new Blob(this.blocks as BlobPart[], { type: 'audio/basic' })
  }
}
