import { fetches, HOME, socketUrl } from '@/lib/api'
import { Earpiece } from '@/lib/earpiece'
import { i18next } from '@/lib/i18n'
import { encode } from '@/lib/mulaw'

/** 100 ms of 8 kHz mu-law in one message. */
const MESSAGE = 800

/** Interleaved bytes, caller first, to one array per channel. */
export function channelsOf(interleaved: Uint8Array): [Uint8Array, Uint8Array] {
  const frames = interleaved.length >> 1
  const caller = new Uint8Array(frames)
  const assistant = new Uint8Array(frames)
  for (let i = 0; i < frames; i++) {
    caller[i] = interleaved[2 * i] ?? 0xff
    assistant[i] = interleaved[2 * i + 1] ?? 0xff
  }
  return [caller, assistant]
}

/** Whoever sits at the page, on the line with the caller. The assistant is silent until they go. */
export class ColleagueLine {
  private over = false
  private waiting: number[] = []

  private constructor(
    private readonly socket: WebSocket,
    private readonly microphone: MediaStream,
    private readonly input: AudioContext,
    private readonly earpiece: Earpiece,
    private readonly onOver: () => void,
  ) {}

  /** Asks for the microphone, then takes the call. Rejects with what went wrong; nothing stays open then. */
  static async open(business: string, call: string, onOver: () => void): Promise<ColleagueLine> {
    const microphone = await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 },
    })
    const input = new AudioContext()
    let earpiece: Earpiece | undefined
    try {
      earpiece = await Earpiece.open(1)
      await input.audioWorklet.addModule('/microphone.js')
      const { data: told } = await fetches.POST(`${HOME}/calls/{call}/taking-over`, { params: { path: { business, call } } })
      if (!told) throw new Error(i18next.t('live.notConnected'))
      const socket = new WebSocket(socketUrl(told.path))
      socket.binaryType = 'arraybuffer'
      await new Promise((resolve, reject) => {
        socket.onopen = resolve
        socket.onerror = () => reject(new Error(i18next.t('live.notConnected')))
      })
      const line = new ColleagueLine(socket, microphone, input, earpiece, onOver)
      line.begin()
      return line
    } catch (fault) {
      for (const track of microphone.getTracks()) track.stop()
      void input.close()
      earpiece?.close()
      throw fault
    }
  }

  /** The assistant goes on. */
  giveBack() {
    if (this.over) return
    this.over = true
    for (const track of this.microphone.getTracks()) track.stop()
    this.socket.close(1000)
    void this.input.close()
    this.earpiece.close()
    this.onOver()
  }

  /** The caller is hung up on. */
  end() {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send('end')
  }

  private begin() {
    this.socket.onclose = () => this.giveBack()
    this.socket.onmessage = (message) => {
      const [caller] = channelsOf(new Uint8Array(message.data as ArrayBuffer))
      this.earpiece.play([caller])
    }
    const worklet = new AudioWorkletNode(this.input, 'microphone', { numberOfOutputs: 0 })
    this.input.createMediaStreamSource(this.microphone).connect(worklet)
    worklet.port.onmessage = (message: MessageEvent<Float32Array>) => this.speak(encode(message.data))
  }

  private speak(sound: Uint8Array) {
    this.waiting.push(...sound)
    if (this.waiting.length < MESSAGE || this.socket.readyState !== WebSocket.OPEN) return
    this.socket.send(new Uint8Array(this.waiting))
    this.waiting = []
  }
}
