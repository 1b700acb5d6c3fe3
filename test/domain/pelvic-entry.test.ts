import { describe, expect, test } from 'vitest'
import { type BirthFacts, type CheckFacts, invitationReasons, perineumOf } from '../../domain/rule/pelvic/entry.ts'
import { PELVIC_RULES_DEFAULT } from '../../domain/rule/pelvic/pelvic-rules.ts'

const birth = (own: Partial<BirthFacts> = {}): BirthFacts => ({ mode: '12', fetusCount: 1, secondStageMinutes: 40, episiotomy: false, perinealTear: '1', heaviestG: 3250, ...own })
const check = (own: Partial<CheckFacts> = {}): CheckFacts => ({ recovery: '1', wound: '1', vulva: '1', vagina: '1', cervix: '1', uterus: '1', ...own })
const reasons = (one: Partial<BirthFacts>, other: Partial<CheckFacts> = {}, rules = PELVIC_RULES_DEFAULT) => invitationReasons(birth(one), check(other), rules)

describe('perineum from the delivery record', () => {
  test.each<[string, Partial<BirthFacts>, string | null]>([
    ['nothing torn or cut', {}, 'intact'], ['a cut with a small tear is a cut', { episiotomy: true, perinealTear: '2' }, 'episiotomy'], ['a tear of the third degree is more than the cut', { episiotomy: true, perinealTear: '4' }, 'tear3'],
    ['the mode says cut', { mode: '11', episiotomy: null, perinealTear: null }, 'episiotomy'], ['the tear table says cut', { episiotomy: null, perinealTear: '5' }, 'episiotomy'], ['first degree', { perinealTear: '2' }, 'tear1'], ['second degree', { perinealTear: '3' }, 'tear2'],
    ['caesarean, nothing written', { mode: '31', episiotomy: null, perinealTear: null }, 'intact'], ['nothing written', { mode: '1', episiotomy: null, perinealTear: null }, null],
  ])('%s', (_, one, said) => { expect(perineumOf(birth(one))).toBe(said) })
})

describe('who is invited first', () => {
  test('nobody without a reason; unknown is no reason', () => {
    expect(reasons({})).toEqual([])
    expect(invitationReasons({ mode: null, fetusCount: null, secondStageMinutes: null, episiotomy: null, perinealTear: null, heaviestG: null }, { recovery: '1', wound: null, vulva: null, vagina: null, cervix: null, uterus: null }, PELVIC_RULES_DEFAULT)).toEqual([])
  })
  test('limits count as they are written: weight from, minutes above', () => {
    expect(reasons({ heaviestG: 3999 })).toEqual([])
    expect(reasons({ heaviestG: 4000 })).toEqual(['heavyBirth'])
    expect(reasons({ secondStageMinutes: 120 })).toEqual([])
    expect(reasons({ secondStageMinutes: 121 })).toEqual(['longSecondStage'])
    expect(reasons({ heaviestG: 3600 }, {}, { ...PELVIC_RULES_DEFAULT, inviteBirthG: 3500 })).toEqual(['heavyBirth'])
  })
  test.each<[Partial<BirthFacts>, Partial<CheckFacts>, string]>([
    [{ mode: '21' }, {}, 'assisted'], [{ mode: '23' }, {}, 'assisted'], [{ perinealTear: '4' }, {}, 'severeTear'], [{ fetusCount: 2 }, {}, 'multiple'], [{}, { wound: '2' }, 'wound'], [{}, { wound: '3' }, 'wound'], [{}, { vagina: '2' }, 'genital'], [{}, { uterus: '2' }, 'genital'], [{}, { recovery: '2' }, 'notRecovered'],
  ])('%o %o', (one, other, reason) => { expect(reasons(one, other)).toEqual([reason]) })
  test('a caesarean is no assisted vaginal birth', () => { expect(reasons({ mode: '31' })).toEqual([]) })
})
