import { describe, expect, test } from 'vitest'
import { nextAction, type Opened } from '../../renderer/modules/prenatal/screening.ts'

const opened = (parts: object): Opened => ({
  head: { pregnancyId: 'p', state: 'pregnant' }, recalls: [], samples: [], consentsMissing: [], results: [], outcome: null, outcomeDue: null, ...parts,
}) as unknown as Opened
const tube = (state: string, more: object = {}) => ({ sample: { id: 's', state, tests: 'secondSerum', isReplaced: false, ...more } })
const recall = (kind: string, more: object = {}) => ({ recall: { id: 'r', kind, closedDay: null, sampleId: null, ...more } })
const to = (parts: object, mayWrite = true): string | undefined => nextAction(opened(parts), mayWrite)?.to

describe('F4 leads to', () => {
  test.each<[string, object, string]>([
    ['a request while nothing was done', {}, '/prenatal/p/requests/new'],
    ['the consent that the booked tube needs', { samples: [tube('booked')], consentsMissing: ['serum'] }, '/prenatal/p/consents/new?kind=serum'],
    ['the tube, once she has signed', { samples: [tube('consented')] }, '/prenatal/p/samples/s'],
    ['the result of a tube that was received', { samples: [tube('received')] }, '/prenatal/p/results/new?test=secondSerum&sample=s'],
    ['the tube again, once every test has its result', { samples: [tube('testing')], results: [{ result: { sampleId: 's', test: 'secondSerum' } }] }, '/prenatal/p/samples/s'],
    ['the recall before everything else', { samples: [tube('received')], recalls: [recall('high')] }, '/prenatal/p/recalls/r'],
    ['the refused tube, whose recall the next tube ends', { samples: [tube('rejected')], recalls: [recall('redraw', { sampleId: 's' })] }, '/prenatal/p/samples/s'],
    ['a request again when the recall is over and the report issued', { samples: [tube('issued')], recalls: [recall('high', { closedDay: '2026-11-30' })] }, '/prenatal/p/requests/new'],
    ['the outcome, once the pregnancy has ended and it is due', { head: { pregnancyId: 'p', state: 'delivered' }, samples: [tube('issued')], outcomeDue: { kind: 'follow', dueDay: '2026-11-30', isOverdue: false } }, '/prenatal/p/outcome'],
  ])('%s', (_, parts, address) => { expect(to(parts)).toBe(address) })
  test('nothing that writes for who may only read', () => {
    expect(to({}, false)).toBeUndefined()
    expect(to({ samples: [tube('booked')], consentsMissing: ['serum'] }, false)).toBe('/prenatal/p/samples/s')
  })
})
