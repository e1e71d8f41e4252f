import { decode } from '@/lib/mulaw'

const RATE = 8000

/** Hears a call as it goes on, a quarter of a second behind what arrives at the most. `Speaker` plays everything it is given instead. */
export class Earpiece {
  private constructor(
    private readonly context: AudioContext,
    private readonly player: AudioWorkletNode,
  ) {}

  /** `channels`: 1, or 2 for left and right. To be asked for in answer to a click: browsers keep silent otherwise. */
  static async open(channels: 1 | 2): Promise<Earpiece> {
    const context = new AudioContext({ sampleRate: RATE, latencyHint: 'interactive' })
    try {
      await context.audioWorklet.addModule('/earpiece.js')
      const player = new AudioWorkletNode(context, 'earpiece', { numberOfInputs: 0, outputChannelCount: [channels] })
      player.connect(context.destination)
      return new Earpiece(context, player)
    } catch (fault) {
      void context.close()
      throw fault
    }
  }

  /** Mu-law, one array per channel, of equal length. */
  play(channels: Uint8Array[]) {
    this.player.port.postMessage(channels.map(decode))
  }

  /** Safe to repeat. */
  close() {
    if (this.context.state !== 'closed') void this.context.close()
  }
}
