import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ETHNIC_GROUP } from '../../domain/code/ethnic-group.ts'
import { HEREDITARY_HISTORY } from '../../domain/code/maternal-risk.ts'
import { criticalReferral, type CriticalReferral } from '../../domain/modules/maternal/critical-referral.record.ts'
import { diagnosisReferral, type DiagnosisReferral } from '../../domain/modules/maternal/diagnosis-referral.record.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { ID_DOCUMENT_TYPE } from '../../domain/code/id-document-type.ts'
import { NATIONALITY } from '../../domain/code/nationality.ts'
import { certificateValues } from '../../domain/print/certificate-values.ts'
import { Layout, layoutFaults, valueBoxes, valueNames } from '../../domain/print/layout.ts'
import type { PrintValues } from '../../domain/print/layout.ts'
import { childHandoutValues } from '../../domain/print/child-handout-values.ts'
import { eyeReferralValues } from '../../domain/print/eye-referral-values.ts'
import { deathCardValues } from '../../domain/print/death-card-values.ts'
import { entranceFormValues } from '../../domain/print/entrance-form-values.ts'
import { recoverySheetValues } from '../../domain/print/recovery-sheet-values.ts'
import { referralBackValues, referralOutValues } from '../../domain/print/referral-values.ts'
import { firstReferralValues, rescreenReferralValues } from '../../domain/print/autism-referral-values.ts'
import { screeningOfVisit } from '../../domain/modules/child/visit-screening.ts'
import { childAutism, childAutismStep, type ChildAutism, type ChildAutismStep } from '../../domain/modules/child/autism.record.ts'
import { SCALE_RESULT } from '../../domain/code/child-autism.ts'
import { CHILD_CONTACT } from '../../domain/code/child-check.ts'
import { criticalReferralValues, diagnosisReferralValues } from '../../domain/print/maternal-referral-values.ts'
import { replacementFormValues, voidFormValues } from '../../domain/print/replacement-form-values.ts'
import { registrationFormValues } from '../../domain/print/registration-form-values.ts'
import { destructionPaper, stockPaperPages } from '../../domain/print/stock-paper-values.ts'
import { toDay } from '../../domain/time/day.ts'
import { compose } from '../../electron/core/print/compose.ts'
import { openPrintFonts } from '../../electron/core/print/font.ts'
import { LAYOUT_FILES, readLayout } from '../../electron/core/print/layouts.ts'
import type { LayoutName } from '../../electron/core/print/layouts.ts'
import { FONTS, INSTITUTIONS, RESOURCES, autismCourse, autismScales, autismStep, certificate, critical, diagnosis, referralBack, referralOut, referredChild, registration, woman } from './support/facts.ts'
import { CARD_FACTS, card, CHILD_ON_PAPER, exam, HANDOUT_FACTS } from './support/card-facts.ts'
import { EYE_SLIP, EYE_SLIP_FACTS, EYE_SLIP_VISIT } from './support/eye-facts.ts'
import { exchange, reissue, voided } from './support/replacement-facts.ts'

const fonts = openPrintFonts(FONTS)
const certificateLayout = readLayout(RESOURCES, 'birthCertificate')
const screening = screeningOfVisit({ contact: 'month18', warningSign1: true, warningSign2: false, warningSign3: null, warningSign4: false, languageRegression: true })
const valuesOf: Record<LayoutName, PrintValues> = {
  birthCertificate: certificateValues(certificate),
  registrationForm: registrationFormValues(registration),
  registrationFormBack: registrationFormValues(registration),
  referralOut: referralOutValues(referralOut),
  referralBack: referralBackValues(referralBack),
  criticalReferral: criticalReferralValues(critical, woman, INSTITUTIONS),
  diagnosisReferral: diagnosisReferralValues(diagnosis, woman, INSTITUTIONS)[0],
  autismFirstReferral: firstReferralValues(autismCourse, autismStep, screening, referredChild, INSTITUTIONS)[0],
  autismRescreenReferral: rescreenReferralValues(autismCourse, autismStep, autismScales, referredChild, INSTITUTIONS),
  stockPaper: {
    ...Object.fromEntries(valueNames(readLayout(RESOURCES, 'stockPaper')).map(name => [name, ''])),
    ...stockPaperPages(destructionPaper({ institution: '安溪县妇幼保健院', county: '安溪县', day: toDay('2026-11-22'), method: '粉碎', place: '市妇幼保健院', keeper: '赵证件', leader: '韩分管', cityReceiver: '周审', witness: '马纪检', lines: [{ numbers: 'Z350000001', quantity: 1, reason: '打印错误', owner: '' }] }))[0],
  },
  exchangeApplication: replacementFormValues(exchange), reissueRegister: replacementFormValues(reissue), replacementPaste: replacementFormValues(exchange), lossStatement: replacementFormValues(reissue),
  reissueForwarding: replacementFormValues(reissue), voidRegister: voidFormValues(voided),
  entranceForm: entranceFormValues(exam, CHILD_ON_PAPER), deathCard: deathCardValues(card, CARD_FACTS), childHandout: childHandoutValues('month6', HANDOUT_FACTS),
  eyeReferral: eyeReferralValues(EYE_SLIP, EYE_SLIP_VISIT, EYE_SLIP_FACTS),
  recoverySheet: recoverySheetValues({ institution: '安溪县妇幼保健院', day: toDay('2026-11-22'), passphrase: '7K3M-QW9X' }),
}

test('every layout file is known to the program', () => {
  expect(readdirSync(join(RESOURCES, 'print')).filter(file => file.endsWith('.layout.json')).sort()).toEqual(Object.values(LAYOUT_FILES).sort())
})

describe.each(Object.keys(LAYOUT_FILES) as LayoutName[])('layout %s', name => {
  const layout = readLayout(RESOURCES, name)
  test('is A4 and without faults', () => {
    expect(layout.page).toEqual({ w: 210, h: 297 })
    expect(layoutFaults(layout)).toEqual([])
  })
  test('names only values that its builder makes', () => {
    expect(valueNames(layout).filter(value => !(value in valuesOf[name]))).toEqual([])
  })
  test('prints its ordinary content', () => {
    expect(compose(layout, valuesOf[name], { fonts, mode: 'print' }).issues).toEqual([])
  })
})

describe('the certificate', () => {
  const namesIn = (part: string) => valueBoxes(certificateLayout).filter(box => box.part === part).map(box => box.value).sort()
  const onStubOnly = ['attendant', 'collector', 'signer']

  test('has the same fields on 正页, 副页 and 存根, and three more on the 存根', () => {
    expect(certificateLayout.parts.map(part => part.title)).toEqual(['正页', '副页', '存根'])
    expect(namesIn('main')).toEqual(Object.keys(certificateValues(certificate)).filter(name => !onStubOnly.includes(name)).sort())
    expect(namesIn('copy')).toEqual(namesIn('main'))
    expect(namesIn('stub')).toEqual([...namesIn('main'), ...onStubOnly].sort())
  })

  test('stands where the default layout of the certificate note says', () => {
    const at = (part: string, value: string) => {
      const box = valueBoxes(certificateLayout).find(candidate => candidate.part === part && candidate.value === value)!
      return [box.x, box.y, box.w, box.h]
    }
    expect(at('main', 'babyName')).toEqual([36, 36, 42, 6])
    expect(at('copy', 'babyName')).toEqual([30, 158, 36, 6])
    expect(at('stub', 'babyName')).toEqual([30, 232, 38, 6])
    expect(at('main', 'mAddr')).toEqual([144, 64, 48, 8])
    expect(at('copy', 'fIdNo')).toEqual([148, 198, 46, 4])
    expect(at('stub', 'issueYear')).toEqual([92, 280, 8, 4])
    expect(at('stub', 'attendant')).toEqual([32, 274, 38, 6])
  })

  test('keeps the lower right corner of each part free for the pre-printed number and barcode', () => {
    for (const part of certificateLayout.parts) {
      expect(part.keepFree).toHaveLength(1)
      const zone = part.keepFree[0]!
      expect([zone.x + zone.w, zone.y + zone.h]).toEqual([part.x + part.w, part.y + part.h])
      const intruder = { value: 'certNo', label: '编号', part: part.id, x: zone.x + 5, y: zone.y + 5, w: 20, h: 6, pt: 10.5 }
      const broken = Layout.parse({ ...certificateLayout, boxes: [...certificateLayout.boxes, intruder] })
      expect(layoutFaults(broken)).toHaveLength(1)
    }
  })

  // The longest words a code table or a division list can put into a field; people's own texts are tested in compose.test.ts.
  const fits = (values: PrintValues) => compose(certificateLayout, { ...certificateValues(certificate), ...values }, { fonts, mode: 'print' }).issues
  test('every nationality and every ethnic group fits all three parts', () => {
    for (const { code, label } of NATIONALITY.list) expect(fits({ mNat: label, fNat: label }), code).toEqual([])
    for (const { code, label } of ETHNIC_GROUP.list) expect(fits({ mEthnic: label, fEthnic: label }), code).toEqual([])
  })
  test('every document that is printed by name fits the field 其他', () => {
    for (const { code, label, paper } of ID_DOCUMENT_TYPE.list) if (paper === 'other') expect(fits({ mIdOther: label, fIdOther: label }), code).toEqual([])
  })
  test('the longest names of province, prefecture and county fit', () => {
    expect(fits({ birthProv: '新疆维吾尔自治区', birthCity: '克孜勒苏柯尔克孜自治州', birthCounty: '双江拉祜族佤族布朗族傣族自治县' })).toEqual([])
    expect(fits({ birthProv: '香港特别行政区', birthCity: '黔西南布依族苗族自治州', birthCounty: '积石山保安族东乡族撒拉族自治县' })).toEqual([])
  })
})

describe('the slips for women at risk take the longest text each field allows', () => {
  const longest = (definition: RecordDefinition, row: Readonly<Record<string, unknown>>) => Object.fromEntries(Object.entries(definition.fields).map(([name, field]) =>
    [name, field.kind === 'text' && name !== 'number' ? '重'.repeat(field.maxLength) : field.kind === 'number' ? field.plausible[1] : row[name]]))
  test('危重孕产妇转诊单', () => {
    const values = criticalReferralValues(longest(criticalReferral, critical) as CriticalReferral, woman, INSTITUTIONS)
    expect(compose(readLayout(RESOURCES, 'criticalReferral'), values, { fonts, mode: 'print' }).issues).toEqual([])
  })
  test('产前诊断转诊单', () => {
    for (const values of diagnosisReferralValues(longest(diagnosisReferral, diagnosis) as DiagnosisReferral, woman, INSTITUTIONS)) {
      for (const { label } of HEREDITARY_HISTORY.list) expect(compose(readLayout(RESOURCES, 'diagnosisReferral'), { ...values, hereditaryHistory: label }, { fonts, mode: 'print' }).issues).toEqual([])
    }
  })
  // The slip's number is ours and has its own length.
  const longCourse = { ...longest(childAutism, autismCourse), firstReferralNumber: 'CS202602100001', diagnosisReferralNumber: 'FS202603100001' } as ChildAutism
  test('儿童孤独症初筛转诊单 in two copies, with the signs of every age', () => {
    const long = { ...referredChild, name: '重'.repeat(60), guardian: '重'.repeat(30), address: '重'.repeat(120), idNumber: `外国人永久居留身份证 ${'X'.repeat(18)}` }
    for (const contact of CHILD_CONTACT.values) {
      const signs = screeningOfVisit({ contact, warningSign1: true, warningSign2: false, warningSign3: null, warningSign4: true, languageRegression: null })
      for (const values of firstReferralValues(longCourse, longest(childAutismStep, autismStep) as ChildAutismStep, signs, long, INSTITUTIONS)) expect(compose(readLayout(RESOURCES, 'autismFirstReferral'), values, { fonts, mode: 'print' }).issues).toEqual([])
    }
  })
  test('儿童孤独症复筛转诊单 with the longest words of every result', () => {
    const [development, mchat, abc] = ['deviation', 'notPassed', 'suspicious'].map(result => ({ ...autismScales.development!, result: result as never, totalDq: 199.5, abcTotal: 228 }))
    const values = rescreenReferralValues(longCourse, longest(childAutismStep, autismStep) as ChildAutismStep, { development: development!, mchat: mchat!, abc: abc! }, { ...referredChild, name: '重'.repeat(60), address: '重'.repeat(120) }, INSTITUTIONS)
    for (const { label } of SCALE_RESULT.list) expect(compose(readLayout(RESOURCES, 'autismRescreenReferral'), { ...values, developmentResult: `2026-03-10 ${label}`, mchatResult: `2026-03-10 ${label}`, abcResult: `2026-03-10 ${label}` }, { fonts, mode: 'print' }).issues).toEqual([])
    const bare = rescreenReferralValues({ ...autismCourse, diagnosisReferralNumber: null }, null, { development: null, mchat: null, abc: null }, referredChild, INSTITUTIONS)
    expect(compose(readLayout(RESOURCES, 'autismRescreenReferral'), bare, { fonts, mode: 'print' }).issues).toEqual([])
  })
  test('an emergency slip with nothing but what must be there prints', () => {
    const bare = Object.fromEntries(Object.keys(criticalReferral.fields).map(name => [name, ['state', 'referredAt', 'contact', 'reason', 'vitalSignsAt'].includes(name) ? critical[name as keyof CriticalReferral] : null])) as CriticalReferral
    const nobody = { name: '', age: '', ethnicGroup: '', idType: null, idNumber: '', address: '', phone: '', handbookNumber: '' }
    const values = criticalReferralValues(bare, nobody, INSTITUTIONS)
    expect(values.name).toBe('无名氏')
    expect(compose(readLayout(RESOURCES, 'criticalReferral'), values, { fonts, mode: 'print' }).issues).toEqual([])
  })
})

test('a layout with an unknown part, a box off the sheet or a size that cannot shrink is refused', () => {
  const box = { value: 'a', label: '甲', x: 200, y: 10, w: 20, h: 5, pt: 10, part: 'nowhere', fit: 'shrink' }
  const layout = Layout.parse({ form: 'x', title: 'x', version: 1, page: { w: 210, h: 297 }, stock: 'plain', boxes: [box, box] })
  expect(layoutFaults(layout)).toEqual([
    'nowhere.a: off the sheet', 'nowhere.a: unknown part nowhere', 'nowhere.a: shrink without minPt',
    'nowhere.a: off the sheet', 'nowhere.a: unknown part nowhere', 'nowhere.a: shrink without minPt', 'nowhere.a: twice in the same part',
  ])
  expect(Layout.safeParse({ ...layout, boxes: [{ ...box, showIf: 'x' }] }).success).toBe(false)
})
