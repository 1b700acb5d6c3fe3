import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { Field } from '../../domain/field/kinds.ts'
import { block, message } from '../../domain/message/message.ts'
import { newborn } from '../../domain/modules/birth/newborn.record.ts'
import { childVisit } from '../../domain/modules/child/visit.record.ts'
import { RECORDS } from '../../domain/modules/index.ts'
import { person } from '../../domain/modules/people/person.record.ts'
import type { RecordDefinition, Row } from '../../domain/record/define.ts'
import { tidyRow } from '../../domain/record/derive/schema.ts'
import { toDay, toMinute } from '../../domain/time/day.ts'
import { createFormStore } from '../../renderer/kit/form-store.ts'

const moment = () => ({ today: toDay('2026-11-22'), now: toMinute('2026-11-22T09:00') })
const keys = (issues: readonly { message: { key: string } }[]): string[] => issues.map(issue => issue.message.key)

const visit = { fileId: 'one', contact: 'month6', visitDay: '2026-03-10', place: 'clinic', referral: '1', doctorName: '陈医生', weightKg: 8 }

describe('the values of a form', () => {
  test('a rare value that was saved stays marked when its record is opened; one that is typed is quiet until it is left', () => {
    const store = createFormStore(childVisit, { ...visit, vitaminDIuPerDay: 2000, teethCount: null }, moment)
    expect(store.issues('vitaminDIuPerDay').map(({ level, message: { key, params } }) => [level, key, params?.['value']])).toEqual([['warn', 'field.unusual', 2000]])
    expect(Object.keys(childVisit.fields).filter(name => store.issues(name).length > 0)).toEqual(['vitaminDIuPerDay'])
    store.set('vitaminDIuPerDay', 1500)
    expect(store.issues('vitaminDIuPerDay')).toEqual([])
    store.touch('vitaminDIuPerDay')
    expect(keys(store.issues('vitaminDIuPerDay'))).toEqual(['field.unusual'])
    store.set('vitaminDIuPerDay', 400)
    expect(store.issues('vitaminDIuPerDay')).toEqual([])
    store.replace({ ...visit, vitaminDIuPerDay: 1500 })
    expect(keys(store.issues('vitaminDIuPerDay'))).toEqual(['field.unusual'])
  })

  test('异常 opens its text, 未见异常 takes it away with what stood in it', () => {
    const store = createFormStore(childVisit, visit, moment)
    const heard: string[] = []
    store.subscribe('skinNote', () => heard.push('skinNote'))
    expect(store.isShown('skinNote')).toBe(false)
    store.set('skin', '2')
    expect([store.isShown('skinNote'), heard.length]).toEqual([true, 1])
    store.touchAll()
    expect(store.issues('skinNote').map(({ level, message: { key } }) => [level, key])).toEqual([['warn', 'childVisit.noteMissing']])
    store.set('skinNote', '双颊湿疹')
    expect(store.issues('skinNote')).toEqual([])
    const saved = () => tidyRow(childVisit, store.values() as Row<typeof childVisit>)
    expect(saved()).toMatchObject({ skin: '2', skinNote: '双颊湿疹' })
    store.set('skin', '1')
    expect(store.isShown('skinNote')).toBe(false)
    expect(saved()).toMatchObject({ skin: '1', skinNote: null })
  })

  test('a keystroke tells its own field and those that depend on it, nobody else', () => {
    const store = createFormStore(person, {}, moment)
    const heard: string[] = []
    for (const name of Object.keys(person.fields)) store.subscribe(name, () => heard.push(name))
    store.set('note', '备注')
    expect(heard).toEqual(['note'])
    heard.length = 0
    store.set('idType', '99')
    expect(new Set(heard)).toEqual(new Set(['idType', 'otherDocumentType', 'otherDocumentName', 'idNumber', 'noDocumentReason']))
    expect(store.isShown('otherDocumentType')).toBe(true)
    expect(store.isShown('noDocumentReason')).toBe(false)
  })

  test('the findings of a field are the same array until they change, so that React draws nothing for nothing', () => {
    const store = createFormStore(newborn, { weightG: 100 }, moment)
    store.touchAll()
    const before = store.issues('weightG')
    expect(keys(before)).toContain('field.plausible')
    store.set('birthOrder', 1)
    expect(store.issues('weightG')).toBe(before)
  })

  test('a finding is quiet until the field is left, and a value that cannot be read is not also missing', () => {
    const store = createFormStore(newborn, {}, moment)
    store.set('bornAt', null, 'field.minute')
    expect(store.issues('bornAt')).toEqual([])
    store.touch('bornAt')
    expect(keys(store.issues('bornAt'))).toEqual(['field.minute'])
    expect(store.isDirty()).toBe(true)
    store.set('bornAt', null)
    expect(keys(store.issues('bornAt'))).toEqual(['field.required'])
  })

  test('a finding of the core stands at its field until the value changes; others are answered', () => {
    const store = createFormStore(person, { name: '王芳' }, moment)
    const [name, elsewhere] = [block('name', message('test.name', '姓名不对')), block('nowhere', message('test.other', '别处不对'))]
    expect(store.setServerIssues([name, elsewhere])).toEqual([elsewhere])
    expect(keys(store.issues('name'))).toEqual(['test.name'])
    store.set('name', '王方')
    expect(store.issues('name')).toEqual([])
  })

  test('a draft taken over is unsaved work, a row that was loaded is not', () => {
    const store = createFormStore(person, { name: '王芳' }, moment)
    expect(store.isDirty()).toBe(false)
    store.set('name', '')
    store.set('name', '王芳')
    expect(store.isDirty()).toBe(false)
    const notify = vi.fn()
    store.subscribe('name', notify)
    store.replace({ name: '李' }, { dirty: true })
    expect(notify).toHaveBeenCalled()
    expect(store.isDirty()).toBe(true)
    store.replace({ name: '李', rev: 3, id: 'x' })
    expect(store.isDirty()).toBe(false)
    expect(Object.keys(store.values())).not.toContain('rev')
  })
})

/** A value of the kind, readable or not at all: what can stand in a form at any moment of typing. */
function typed(field: Field): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case 'text': return fc.oneof(fc.constant(null), fc.constantFrom('王芳', '11010119900307', 'a', '', '·'), fc.string({ maxLength: 80 }))
    case 'day': return fc.constantFrom(null, '2026-03-05', '1990-01-01', '2030-12-31', '2026-02-30')
    case 'minute': return fc.constantFrom(null, '2026-03-05T08:01', '2030-01-01T00:00', '2026-03-05')
    case 'number': return fc.oneof(fc.constant(null), fc.integer({ min: -5, max: 9_000 }), fc.constant(Number.NaN))
    case 'codes': return fc.subarray([...field.codes.values]).map(chosen => chosen.join(',') || null)
    case 'flag': return fc.constantFrom(null, true, false)
    case 'code': return fc.constantFrom(null, ...field.codes.values, 'no such code')
    case 'ref': return fc.constantFrom(null, 'one', 'two')
    case 'region': return fc.constantFrom(null, '130123', '130123100', '13')
  }
}

test.each(RECORDS.map(definition => [definition.id, definition as RecordDefinition] as const))('half a form of %s can be judged at any moment of typing', (_, definition) => {
  const row = fc.record(Object.fromEntries(Object.entries(definition.fields).map(([name, field]) => [name, typed(field)])))
  fc.assert(fc.property(row, values => {
    const store = createFormStore(definition, values, moment)
    store.touchAll()
    for (const name of Object.keys(definition.fields)) store.set(name, null)
  }), { numRuns: 200 })
})
