// A simulated ID card reader for practice: `node scripts/run.mjs exec scripts/card-reader-simulator.ts [PORT]`, then type a mood and Enter.
// It answers like the local service on port 38088 that the settings page knows (HTTP and WebSocket), with an invented card.
import { createInterface } from 'node:readline'
import { CARD_OF_MOTHER, READER_MOODS, type ReaderMood, startCardReaderSimulator } from '../test/support/card-reader-simulator.ts'

const DEFAULT_PORT = 38_088
const simulator = await startCardReaderSimulator(Number(process.argv[2] ?? DEFAULT_PORT))
process.stdout.write(`模拟身份证阅读器已启动:http://127.0.0.1:${simulator.port}/card=idcard 与 ws://127.0.0.1:${simulator.port}\n证件:${CARD_OF_MOTHER.name}(虚构)。输入以下一词改变表现,push 推送一张卡,release 放行迟到的答复,Ctrl+C 结束:\n${READER_MOODS.join(' ')}\n`)
const lines = createInterface({ input: process.stdin })
lines.on('line', line => {
  const word = line.trim()
  if (word === 'push') simulator.push()
  else if (word === 'release') simulator.release()
  else if (READER_MOODS.includes(word as ReaderMood)) simulator.behave(word as ReaderMood)
  else process.stdout.write(`没有“${word}”:${READER_MOODS.join(' ')}\n`)
})
lines.on('close', () => void simulator.close())
