import { editionOn, type CertificateEdition } from '../code/certificate.ts'
import { addDays, type Day, epochOf, type Instant, instantAt, type Minute } from '../time/day.ts'
import type { SampleChunk, SampleCounty, SampleUserIds } from './chunk.ts'

// Letters of real editions differ from province to province; these only keep the editions apart.
const EDITION_LETTER: Partial<Record<CertificateEdition, string>> = { '1': 'A', '2': 'B', '3': 'C', '4': 'D', '5': 'P', '6': 'S', '7': 'X' }

type Taken = { number: string; batchId: string; edition: CertificateEdition; receivedDay: Day }

/** The cabinet: batches per edition, blanks used in order by one clerk, what is left of an old edition destroyed. */
export function blankStock(batchSize: number, county: SampleCounty, users: SampleUserIds, newId: () => string, chunkNow: () => SampleChunk) {
  type Batch = { id: string; edition: CertificateEdition; letter: string; first: number; used: number; receivedDay: Day }
  const open = new Map<CertificateEdition, Batch>()
  const counts = new Map<CertificateEdition, number>()
  const numberOf = (batch: Batch, index: number): string => batch.letter + String(batch.first + index).padStart(9, '0')
  const moment = (day: Day, hour: number): Instant => instantAt(epochOf(`${day}T${String(hour).padStart(2, '0')}:00` as Minute))

  function receive(edition: CertificateEdition, on: Day): Batch {
    const made = counts.get(edition) ?? 0
    counts.set(edition, made + 1)
    const batch: Batch = { id: newId(), edition, letter: EDITION_LETTER[edition] ?? 'Z', first: Number(county.code.slice(0, 4)) * 10_000 + made * batchSize + 1, used: 0, receivedDay: on }
    open.set(edition, batch)
    chunkNow().batches.push({
      id: batch.id, edition, letter: batch.letter, firstNumber: numberOf(batch, 0), lastNumber: numberOf(batch, batchSize - 1), quantity: batchSize, receivedFrom: '市卫生健康委员会', receivedDay: on,
      firstCounterId: users.zhengjian, secondCounterId: users.shenhe, note: null, createdAt: moment(on, 8),
      printYear: Number(on.slice(0, 4)), reviewUnit: '市卫生健康委员会', reviewerName: null, collectorName: '吴证管', collectorIdNumber: null, requestId: null,
    })
    return batch
  }

  type Step = { to: string; at: Instant; by: string; second?: string; reasonCode?: string; reason?: string; holder?: string | null; certificateId?: string | null }
  function write(blank: Taken, steps: readonly Step[], printCount: number): void {
    const chunk = chunkNow()
    let from: string | null = null
    let holderId: string | null = null
    let certificateId: string | null = null
    steps.forEach((step, index) => {
      if (step.holder !== undefined) holderId = step.holder
      if (step.certificateId !== undefined) certificateId = step.certificateId
      chunk.blankEvents.push({
        number: blank.number, seq: index + 1, fromState: from, toState: step.to, at: step.at, byUser: step.by, secondPersonId: step.second ?? null, holderId, certificateId,
        reasonCode: step.reasonCode ?? null, reason: step.reason ?? null, evidence: null,
      })
      from = step.to
    })
    const last = steps[steps.length - 1]
    chunk.blanks.push({ number: blank.number, batchId: blank.batchId, edition: blank.edition, state: from ?? 'inStock', holderId, certificateId, printCount, rev: steps.length, updatedAt: last?.at ?? '' })
  }
  const received = (blank: Taken): Step => ({ to: 'inStock', at: moment(blank.receivedDay, 8), by: users.zhengjian, second: users.shenhe })
  const drawn = (blank: Taken): Step => ({ to: 'drawn', at: moment(blank.receivedDay, 9), by: users.zhengjian, second: users.qianfa, holder: users.qianfa })

  function retire(batch: Batch, on: Day): void {
    for (let index = batch.used; index < batchSize; index += 1) {
      const blank: Taken = { number: numberOf(batch, index), batchId: batch.id, edition: batch.edition, receivedDay: batch.receivedDay }
      write(blank, [received(blank), { to: 'void', at: moment(on, 15), by: users.zhengjian, second: users.shenhe, reasonCode: '9', reason: '版次停用' },
        { to: 'toHandIn', at: moment(on, 16), by: users.zhengjian }, { to: 'handedIn', at: moment(addDays(on, 1), 10), by: users.zhengjian, second: users.shenhe }], 0)
    }
    open.delete(batch.edition)
  }

  return {
    /** The next number in the clerk's hand on a day. */
    take(day: Day): Taken {
      const edition = editionOn(day)
      if (!edition) throw new RangeError(`no edition on ${day}`)
      for (const batch of [...open.values()]) if (batch.edition < edition) retire(batch, day)
      let batch = open.get(edition)
      if (!batch || batch.used >= batchSize) batch = receive(edition, day)
      const taken: Taken = { number: numberOf(batch, batch.used), batchId: batch.id, edition, receivedDay: batch.receivedDay }
      batch.used += 1
      return taken
    },
    /** Writes the whole life of a number that was used. */
    use(blank: Taken, certificateId: string, day: Day, end: 'held' | 'printed' | 'issued' | 'void', replaced: { to: 'exchanged' | 'lostVoid'; on: Day; reasonCode: string; reason: string } | null = null): void {
      const clerk = users.qianfa
      const steps: Step[] = [received(blank), drawn(blank), { to: 'held', at: moment(day, 10), by: clerk, certificateId }, { to: 'held', at: moment(day, 10), by: clerk, reasonCode: 'print' }]
      if (end === 'void') steps.push({ to: 'void', at: moment(day, 10), by: clerk, second: users.gaizhang, reasonCode: '1', reason: '卡纸,已着墨' })
      if (end === 'printed' || end === 'issued') steps.push({ to: 'printed', at: moment(day, 10), by: clerk })
      if (end === 'issued') steps.push({ to: 'issued', at: moment(day, 11), by: users.gaizhang, second: clerk })
      if (replaced) steps.push({ to: replaced.to, at: moment(replaced.on, 10), by: clerk, second: users.shenhe, reasonCode: replaced.reasonCode, reason: replaced.reason })
      write(blank, steps, 1)
    },
    /** What is left: some in the clerk's hand, the rest in the cabinet. */
    close(today: Day): void {
      const edition = editionOn(today)
      if (edition && !open.has(edition)) receive(edition, today)
      for (const batch of [...open.values()]) {
        if (edition && batch.edition < edition) { retire(batch, today); continue }
        for (let index = batch.used; index < batchSize; index += 1) {
          const blank: Taken = { number: numberOf(batch, index), batchId: batch.id, edition: batch.edition, receivedDay: batch.receivedDay }
          write(blank, index < batch.used + 30 ? [received(blank), drawn(blank)] : [received(blank)], 0)
        }
      }
    },
  }
}
