import i18next from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import { gestationText } from '../../renderer/app/format.ts'
import { messageText } from '../../renderer/app/i18n.ts'
import { ROUTES } from '../../renderer/app/routes.tsx'
import { message } from '../../domain/message/message.ts'
import { formatGestation } from '../../domain/rule/gestation.ts'
import { pregnancyPageOf } from '../support/pregnancy-pages.ts'

beforeAll(async () => { await i18next.init({ lng: 'zh', fallbackLng: false, resources: {}, keySeparator: false, nsSeparator: false, interpolation: { escapeValue: false } }) })

describe('how far a pregnant woman is', () => {
  test('of every page somebody has decided whether it must be said; the tours of the window hold the pages to it', () => {
    expect(ROUTES.length).toBeGreaterThan(150)
    expect(ROUTES.map(({ path }) => path).filter(path => pregnancyPageOf(path) === undefined)).toEqual([])
    expect(pregnancyPageOf('/new-clinic/list')).toBeUndefined()
  })
  test('is decided by the address: a list by its view, a paper by whose it is', () => {
    expect(['/pregnancies', '/pregnancies?view=visit', '/pregnancies/7/history', '/prenatal/print?what=label&id=1', '/infections/7/print', '/women?tab=folicAcid'].map(pregnancyPageOf)).toEqual(['rows', 'rows', 'head', 'head', 'case', 'rows'])
    expect(['/pregnancies?view=closing', '/prenatal/print?what=handover&id=1', '/women?tab=cancer'].map(address => typeof pregnancyPageOf(address))).toEqual(['object', 'object', 'object'])
  })
  test('is written in one way, also in a sentence of the core, whose papers keep the plain plus', () => {
    expect([gestationText(114), gestationText(0), gestationText(null)]).toEqual(['16⁺² 周', '0⁺⁰ 周', ''])
    const sentence = message('dating.test', '按 {{day}} 超声孕周 {{gestation}} 推算,{{marker}} 2+1', { day: '2026-01-05', gestation: formatGestation(57), marker: 'A12+3' })
    expect(messageText(sentence)).toBe('按 2026-01-05 超声孕周 8⁺¹ 推算,A12+3 2+1')
  })
})
