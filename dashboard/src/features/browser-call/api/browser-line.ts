import { fetches, HOME, type Schemas } from '@/lib/api'
import { i18next } from '@/lib/i18n'
import { encode, fromBase64, toBase64 } from '@/lib/mulaw'
import { Speaker } from '@/lib/speaker'

type FromService =
  | { event: 'media'; media: { payload: string } }
  | { event: 'mark'; mark: { name: string } }
  | { event: 'clear' }

/** The caller's end of a media stream, speaking the carrier's protocol from the browser. */
export class BrowserLine {
  private sequence = 1
  private chunk = 0
  private over = false
  private marks = new Map<string, ReturnType<typeof setTimeout>>()

  private constructor(
    private readonly socket: WebSocket,
    private readonly stream: string,
    private readonly ticket: Schemas['BrowserCall'],
    private readonly microphone: MediaStream,
    private readonly input: AudioContext,
    private readonly speaker: Speaker,
    private readonly onOver: () => void,
  ) {}

  /** Asks for the microphone, then rings. Rejects with what went wrong; nothing stays open then. */
  static async dial(business: string, onOver: () => void): Promise<BrowserLine> {
    const microphone = await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 },
    })
    const input = new AudioContext()
    const speaker = new Speaker()
    try {
      await input.audioWorklet.addModule('/microphone.js')
      const { data: ticket } = await fetches.POST(`${HOME}/browser-calls`, { params: { path: { business } }, body: {} })
      if (!ticket) throw new Error(i18next.t('live.notConnected'))
      const socket = new WebSocket(ticket.url)
      await new Promise((resolve, reject) => {
        socket.onopen = resolve
        socket.onerror = () => reject(new Error(i18next.t('live.notConnected')))
      })
      const stream = `MZ${crypto.randomUUID().replaceAll('-', '')}`
      const line = new BrowserLine(socket, stream, ticket, microphone, input, speaker, onOver)
      line.begin()
      return line
    } catch (fault) {
      for (const track of microphone.getTracks()) track.stop()
      void input.close()
      void speaker.close()
      throw fault
    }
  }

  press(digit: string) {
    this.send({ event: 'dtmf', streamSid: this.stream, dtmf: { track: 'inbound_track', digit } })
  }

  hangUp() {
    if (this.over) return
    this.over = true
    this.send({ event: 'stop', streamSid: this.stream, stop: { accountSid: this.ticket.account, callSid: this.ticket.call } })
    for (const timer of this.marks.values()) clearTimeout(timer)
    for (const track of this.microphone.getTracks()) track.stop()
    this.socket.close(1000)
    void this.input.close()
    void this.speaker.close()
    this.onOver()
  }

  private begin() {
    this.socket.onclose = () => this.finishPlaying()
    this.socket.onmessage = (message) => this.receive(JSON.parse(String(message.data)) as FromService)
    this.socket.send(JSON.stringify({ event: 'connected', protocol: 'Call', version: '1.0.0' }))
    this.send({
      event: 'start',
      streamSid: this.stream,
      start: {
        accountSid: this.ticket.account,
        streamSid: this.stream,
        callSid: this.ticket.call,
        tracks: ['inbound'],
        mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
        customParameters: this.ticket.parameters,
      },
    })
    const worklet = new AudioWorkletNode(this.input, 'microphone', { numberOfOutputs: 0 })
    this.input.createMediaStreamSource(this.microphone).connect(worklet)
    worklet.port.onmessage = (message: MessageEvent<Float32Array>) => this.sendAudio(message.data)
  }

  private finishPlaying() {
    if (!this.over) setTimeout(() => this.hangUp(), this.speaker.pendingMs)
  }

  private sendAudio(samples: Float32Array) {
    this.chunk += 1
    this.send({
      event: 'media',
      streamSid: this.stream,
      media: { track: 'inbound', chunk: String(this.chunk), timestamp: String(this.chunk * 20), payload: toBase64(encode(samples)) },
    })
  }

  private receive(message: FromService) {
    if (message.event === 'media') this.speaker.play([fromBase64(message.media.payload)])
    if (message.event === 'mark') this.echoMark(message.mark.name)
    if (message.event === 'clear') {
      this.speaker.clear()
      for (const [name, timer] of this.marks) {
        clearTimeout(timer)
        this.sendMark(name)
      }
      this.marks.clear()
    }
  }

  /** A mark comes back when the sound before it has been heard. */
  private echoMark(name: string) {
    this.marks.set(
      name,
      setTimeout(() => {
        this.marks.delete(name)
        this.sendMark(name)
      }, this.speaker.pendingMs),
    )
  }

  private sendMark(name: string) {
    this.send({ event: 'mark', streamSid: this.stream, mark: { name } })
  }

  private send(message: Record<string, unknown>) {
    if (this.socket.readyState !== WebSocket.OPEN) return
    this.socket.send(JSON.stringify({ ...message, sequenceNumber: String(this.sequence++) }))
  }
}
