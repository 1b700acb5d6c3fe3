import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'

/** How the simulated reader behaves at the next reading. `late`: the answer waits until `release`, whoever asked by then. */
export const READER_MOODS = ['good', 'hang', 'late', 'die', 'garbage', 'half', 'huge', 'noCard', 'wrongNumber', 'gb18030', 'refuse'] as const
export type ReaderMood = (typeof READER_MOODS)[number]

/** A card as the service on port 38088 answers it. */
export type SimulatedCard = {
  name: string; sex: string; nation: string; birthday: string; address: string; cardID: string; issueOrgan: string; validStart: string; validEnd: string; photoBase64: string
}

/** 张丽华 of the tests, valid until 2036; a one-pixel portrait. */
export const CARD_OF_MOTHER: SimulatedCard = {
  name: '张丽华', sex: '女', nation: '汉', birthday: '19950815', address: '湖南省衡阳市衡阳县西渡镇解放路8号', cardID: '110101199508150009', issueOrgan: '衡阳县公安局', validStart: '20160301', validEnd: '20360301',
  photoBase64: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
}

export type CardReaderSimulator = {
  readonly port: number
  lay(card: SimulatedCard): void
  behave(mood: ReaderMood): void
  /** Sends what `late` holds back. */
  release(): void
  /** A service that pushes: tells every open connection that a card was laid on. */
  push(): void
  /** Settles when the service is asked next: by a request, or by a connection that was opened. */
  nextAsked(): Promise<void>
  /** How often it was asked. */
  asked(): number
  close(): Promise<void>
}

const WS_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/** A reader's local service, HTTP and WebSocket on one port of this computer, that can also do what broken ones do. */
export async function startCardReaderSimulator(port = 0): Promise<CardReaderSimulator> {
  let card = CARD_OF_MOTHER
  let mood: ReaderMood = 'good'
  let asked = 0
  let held: (() => void)[] = []
  let waiting: (() => void)[] = []
  const sockets = new Set<Duplex>()
  const connections = new Set<Duplex>()
  const wasAsked = (): void => {
    asked += 1
    for (const one of waiting.splice(0)) one()
  }

  const goodAnswer = (): string => JSON.stringify(mood === 'noCard'
    ? { function: 'read_idcard', code: -1, message: '未检测到身份证' }
    : { function: 'read_idcard', code: 0, message: '成功', IDCardInfo: mood === 'wrongNumber' ? { ...card, cardID: `${card.cardID.slice(0, 17)}${card.cardID.endsWith('1') ? '2' : '1'}` } : card })
  /** The bytes of an answer in the present mood. */
  function bytes(): Buffer {
    switch (mood) {
      case 'garbage': return Buffer.from([0x00, 0xff, 0xfe, 0x13, 0x37, 0x7b, 0x22, 0x80])
      case 'half': return Buffer.from(goodAnswer().slice(0, 60))
      case 'huge': return Buffer.from(JSON.stringify({ code: 0, IDCardInfo: { ...card, photoBase64: 'A'.repeat(5_000_000) } }))
      // Made with the two facts that the tables of this alphabet are asked about; the rest of the answer is ASCII.
      case 'gb18030': return gb18030(goodAnswer())
      default: return Buffer.from(goodAnswer())
    }
  }

  function answerHttp(request: IncomingMessage, response: ServerResponse): void {
    request.resume()
    wasAsked()
    if (mood === 'hang') return
    if (mood === 'refuse') { response.writeHead(404).end(); return }
    if (mood === 'die') {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '2000' })
      response.write('{"code": 0, "IDCardInfo": {"name": "张', () => response.socket?.destroy())
      return
    }
    const send = (): void => { response.writeHead(200, { 'Content-Type': 'application/json' }).end(bytes()) }
    if (mood === 'late') held.push(send)
    else send()
  }

  function answerSocket(socket: Duplex): void {
    wasAsked()
    if (mood === 'hang') return
    if (mood === 'die' || mood === 'refuse') { socket.destroy(); return }
    const send = (): void => {
      if (socket.destroyed) return
      // A heartbeat first, as some services send it: it is not the answer.
      socket.write(frame(Buffer.from('{"function":"heartbeat","code":0}'), 1))
      const isBinary = mood === 'garbage' || mood === 'gb18030'
      socket.write(frame(bytes(), isBinary ? 2 : 1))
    }
    if (mood === 'late') held.push(send)
    else send()
  }

  const server: Server = createServer(answerHttp)
  server.on('connection', socket => { connections.add(socket); socket.on('close', () => connections.delete(socket)) })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    const accept = createHash('sha1').update(`${request.headers['sec-websocket-key'] ?? ''}${WS_GUID}`).digest('base64')
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`)
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
    socket.on('data', (chunk: Buffer) => {
      const opcode = chunk[0]! & 0x0f
      if (opcode === 8) socket.end(frame(Buffer.alloc(0), 8))
      else if (opcode === 1) answerSocket(socket)
    })
    for (const one of waiting.splice(0)) one()
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    lay: next => { card = next },
    behave: next => { mood = next },
    release: () => { for (const send of held.splice(0)) send(); held = [] },
    push: () => { for (const socket of sockets) answerSocket(socket) },
    nextAsked: () => new Promise(resolve => { waiting.push(resolve) }),
    asked: () => asked,
    async close() {
      waiting = []
      for (const socket of connections) socket.destroy()
      await new Promise(resolve => { server.close(resolve) })
    },
  }
}

/** One unmasked frame of a server (RFC 6455, 5.2). */
function frame(payload: Buffer, opcode: number): Buffer {
  const size = payload.length
  const head = size < 126 ? Buffer.from([0x80 | opcode, size]) : size < 65_536 ? Buffer.from([0x80 | opcode, 126, size >> 8, size & 255]) : Buffer.alloc(10)
  if (size >= 65_536) { head[0] = 0x80 | opcode; head[1] = 127; head.writeBigUInt64BE(BigInt(size), 2) }
  return Buffer.concat([head, payload])
}

/** Text in GB 18030, by asking the decoder for every two-byte sign: the runtime only decodes. */
export function gb18030(text: string): Buffer {
  const table = new Map<string, readonly [number, number]>()
  const decoder = new TextDecoder('gb18030')
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) if (low !== 0x7f) table.set(decoder.decode(Uint8Array.of(high, low)), [high, low])
  }
  return Buffer.from([...text].flatMap(sign => sign.codePointAt(0)! < 0x80 ? [sign.codePointAt(0)!] : [...table.get(sign) ?? [0x3f]]))
}
