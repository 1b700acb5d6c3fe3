import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { PRENATAL_RULES_DEFAULT } from '../../domain/rule/prenatal/prenatal-rules.ts'
import { PRENATAL_WINDOWS_DEFAULT } from '../../domain/rule/prenatal/windows.ts'
import { counterOf, SETTING_KEYS, SETTINGS } from '../../domain/settings/settings.ts'
import { changeSetting, type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { calendarOf, LOW_SERUM, pregnantWoman, prenatalRows, screened } from '../support/prenatal-scene.ts'

let desk: Desk
let clerk: Window
let nurse: Window
let doctor: Window
let admin: Window
let setDay: (day: string) => Promise<void>
beforeAll(async () => {
  desk = await openDesk()
  clerk = await desk.as('yunbao', ['maternalCare'], '曹孕保')
  nurse = await desk.as('chanshai', ['prenatalCare'], '魏产筛')
  doctor = await desk.as('yisheng', ['doctor'], '周医生')
  admin = await desk.as('guanli', ['administrator'], '钱管理')
  setDay = calendarOf(desk, clerk, nurse, doctor, admin)
})
afterAll(() => desk.close())
beforeEach(() => setDay('2025-05-12'))

const keysOf = async (name: Parameters<Window['fails']>[0], input: object): Promise<string[]> => ((await nurse.fails(name, input as never)).fields ?? []).map(({ level, path, message }) => `${level} ${path} ${message.key}`)

describe('a setting that says its version', () => {
  const versioned = SETTING_KEYS.flatMap(key => { const counter = counterOf(SETTINGS[key].initial); return counter ? [[key, counter] as const] : [] })
  test('is one of the numbers, windows, file formats and criteria', () => {
    expect(versioned.map(([key]) => key).toSorted()).toEqual(['childRules', 'eyeRules', 'fertilityRules', 'infectionRules', 'maternalChartRules', 'maternalRules', 'pelvicRules', 'prenatalResultMappings', 'prenatalRules', 'prenatalWindows', 'riskCriteria', 'vitalRules', 'womenRules'])
  })
  test.each(versioned)('%s is counted by the program with every save, whatever the screen sends; its history says which version is whose', async (key, counter) => {
    const first = (SETTINGS[key].initial as unknown as Record<string, number>)[counter]!
    for (const by of [admin, admin]) await changeSetting(by, key, { [counter]: 77 })
    expect(await admin.call('setting.get', { key })).toMatchObject({ rev: 2, value: { [counter]: first + 2 } })
    const history = await admin.call('setting.history', { key })
    expect(history.map(({ byName, row }) => [byName, (row.value as Record<string, number>)[counter]])).toEqual([['钱管理', first + 2], ['钱管理', first + 1]])
  })
})

describe('after a cut-off was changed', () => {
  const words = async (id: string): Promise<string> => [...(await nurse.call('prenatal.paper.preview', { what: 'result', id })).html.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text).join('')
  /** Saves the numbers anew; answers their version. */
  const cutOff = async (values: Partial<typeof PRENATAL_RULES_DEFAULT>): Promise<number> => {
    await changeSetting(admin, 'prenatalRules', { ...PRENATAL_RULES_DEFAULT, ...values })
    return ((await admin.call('setting.get', { key: 'prenatalRules' })).value as typeof PRENATAL_RULES_DEFAULT).version
  }

  test('a result keeps limits and version: it is read, reprinted and corrected by them, a new one is judged by today’s', async () => {
    const version = await cutOff({})
    const { pregnancyId } = await pregnantWoman(clerk)
    const { resultId, sampleId } = await screened(nurse, pregnancyId, { ...LOW_SERUM, t21Denominator: 280, afpMom: 2.2 })
    const kept = { rulesVersion: version, t21HighLimit: 270, t21BorderlineLimit: 1000, t18HighLimit: 350, ontdMomLimit: 2.5, ntHighLimit: null, mcvLimit: null }
    expect(await nurse.call('prenatal.result.get', { id: resultId })).toMatchObject({ ...kept, t21Class: 'borderline', ontdClass: 'low' })

    const next = await cutOff({ t21High: 300, ontdMom: 2 })
    expect(next).toBe(version + 1)
    for (const said of ['高风险≥1/270,临界至1/1000', '高风险≥2.5 MoM', `第 ${version} 版`]) expect(await words(resultId)).toContain(said)
    const row = { ...prenatalRows(pregnancyId).result('secondSerum', sampleId, { ...LOW_SERUM, t21Denominator: 280, afpMom: 2.2, resultDay: '2025-05-12' }), note: '补写备注' }
    const stored = await nurse.call('prenatal.result.get', { id: resultId })
    expect(await nurse.call('prenatal.result.evaluate', { row: { ...row, ...Object.fromEntries(Object.keys(kept).map(name => [name, stored[name as 'mcvLimit']])) } as never })).toMatchObject({ row: { t21Class: 'borderline', rulesVersion: version } })
    // What the screen sends as limits is not what it is judged by.
    await insist(nurse, 'prenatal.result.save', { id: resultId, rev: 1, row: { ...row, t21HighLimit: 900, rulesVersion: 9 } })
    expect(await nurse.call('prenatal.result.get', { id: resultId })).toMatchObject({ ...kept, note: '补写备注', t21Class: 'borderline', ontdClass: 'low', overall: 'borderline' })
    expect((await nurse.call('prenatal.open', { pregnancyId })).recalls).toEqual([])
    expect((await doctor.call('prenatal.referral.prepare', { pregnancyId })).row.cutOff).toBe('T21 1/270,T18 1/350')

    const other = await pregnantWoman(clerk)
    const { resultId: newer } = await screened(nurse, other.pregnancyId, { ...LOW_SERUM, t21Denominator: 280, afpMom: 2.2 })
    expect(await nurse.call('prenatal.result.get', { id: newer })).toMatchObject({ rulesVersion: next, t21HighLimit: 300, ontdMomLimit: 2, t21Class: 'high', ontdClass: 'high' })
    expect((await doctor.call('prenatal.referral.prepare', { pregnancyId: other.pregnancyId })).row.cutOff).toBe('T21 1/300,T18 1/350')
    for (const said of ['高风险≥1/300,临界至1/1000', '高风险≥2 MoM', `第 ${next} 版`]) expect(await words(newer)).toContain(said)
  })

  test('NT, red cells and NIPT keep theirs; what no number judges keeps none', async () => {
    const version = await cutOff({})
    await setDay('2025-04-22')
    const { pregnancyId } = await pregnantWoman(clerk)
    const rows = prenatalRows(pregnancyId)
    const nt = rows.result('nt', null, { resultDay: '2025-04-22', ntMm: 2.6, crlMm: 60 })
    const { id } = await insist(nurse, 'prenatal.result.save', { row: nt })
    await cutOff({ ntNotice: 3, ntHigh: 3.5, mcv: 80 })
    await insist(nurse, 'prenatal.result.save', { id, rev: 1, row: { ...nt, note: '核对' } })
    expect(await nurse.call('prenatal.result.get', { id })).toMatchObject({ rulesVersion: version, ntNoticeLimit: 2.5, ntHighLimit: 3, crlLeastLimit: 45, ntLevel: 'notice', overall: 'borderline', t21HighLimit: null })
    const judged = async (test: string, values: object) => (await nurse.call('prenatal.result.evaluate', { row: rows.result(test, null, { ...values }) as never })).row
    expect(await judged('thalassaemia', { womanMcvFl: 81, womanMchPg: 28 })).toMatchObject({ womanScreen: 'negative', mcvLimit: 80, mchLimit: 27, rulesVersion: version + 1 })
    expect(await judged('nipt', { niptResult: 'low' })).toMatchObject({ niptZLimit: 3, niptFetalFractionLimit: 4 })
    expect(await judged('midUltrasound', { systemHeart: '2' })).toMatchObject({ overall: 'high', rulesVersion: null, ntHighLimit: null })
  })
})

describe('after the windows were changed', () => {
  const windows = (change: (typeof PRENATAL_WINDOWS_DEFAULT)['windows'][number] | null) => changeSetting(admin, 'prenatalWindows', { windows: PRENATAL_WINDOWS_DEFAULT.windows.map(one => one.project === change?.project ? change : one) })
  const narrow = (project: 'secondSerum' | 'nt', lastDays: number) => windows({ ...PRENATAL_WINDOWS_DEFAULT.windows.find(one => one.project === project)!, lastDays })
  const versionOf = async (): Promise<number> => ((await admin.call('setting.get', { key: 'prenatalWindows' })).value as typeof PRENATAL_WINDOWS_DEFAULT).version

  test('a request that changes nothing of its day stays as it was judged; one for another day is judged by today’s', async () => {
    await windows(null)
    const { pregnancyId } = await pregnantWoman(clerk)
    const row = prenatalRows(pregnancyId).request('secondSerum', { requestedDay: '2025-05-12', plannedDay: '2025-05-20' })
    const { id } = await insist(nurse, 'prenatal.request.save', { row })
    const before = await versionOf()
    expect(await nurse.call('prenatal.request.get', { id })).toMatchObject({ windowsVersion: before, gestationDays: 125 })
    await narrow('secondSerum', 120)
    await insist(nurse, 'prenatal.request.save', { id, rev: 1, row: { ...row, note: '孕妇改了电话', windowsVersion: 99 } })
    expect(await nurse.call('prenatal.request.get', { id })).toMatchObject({ note: '孕妇改了电话', windowsVersion: before })
    expect(await nurse.call('prenatal.request.evaluate', { id, row: { ...row } as never })).toMatchObject({ windowsVersion: before, issues: [] })
    expect(await keysOf('prenatal.request.save', { id, rev: 2, row: { ...row, plannedDay: '2025-05-21' } })).toEqual(['block plannedDay prenatal.tooLateInstead'])
    await insist(nurse, 'prenatal.request.save', { id, rev: 2, row: { ...row, plannedDay: '2025-05-14' } })
    expect(await nurse.call('prenatal.request.get', { id })).toMatchObject({ windowsVersion: before + 1, gestationDays: 119 })
  })

  test('NIPT suitability stays as it was found, and a doctor’s word over it is not asked again of the nurse', async () => {
    await windows(null)
    const { pregnancyId } = await pregnantWoman(clerk)
    const row = prenatalRows(pregnancyId).request('nipt', { requestedDay: '2025-05-12', plannedDay: '2025-05-12', programme: 'self', weightKg: 98, criteria: 'transfusion', overrideReason: '输血已满十一个月,家属坚持' })
    const { id } = await insist(doctor, 'prenatal.request.save', { row })
    const suitability = { suitability: 'notSuitable', foundCriteria: 'transfusion' }
    expect(await nurse.call('prenatal.request.get', { id })).toMatchObject(suitability)
    await changeSetting(admin, 'prenatalRules', { niptBodyMassIndex: 35 })
    await insist(nurse, 'prenatal.request.save', { id, rev: 1, row: { ...row, note: '已电话核对' } })
    expect(await nurse.call('prenatal.request.get', { id })).toMatchObject({ ...suitability, note: '已电话核对' })
    expect(await keysOf('prenatal.request.save', { id, rev: 2, row: { ...row, overrideReason: null } })).toEqual(['block criteria prenatalRequest.notSuitable'])
    await changeSetting(admin, 'prenatalRules', { niptBodyMassIndex: 40 })
  })

  test('a look that was taken in its window is corrected after the window was narrowed', async () => {
    await windows(null)
    await setDay('2025-04-22')
    const { pregnancyId } = await pregnantWoman(clerk)
    const row = prenatalRows(pregnancyId).result('nt', null, { resultDay: '2025-04-22', ntMm: 1.4, crlMm: 60 })
    const { id } = await insist(nurse, 'prenatal.result.save', { row })
    await narrow('nt', 90)
    await insist(nurse, 'prenatal.result.save', { id, rev: 1, row: { ...row, ntMm: 1.5 } })
    expect(await keysOf('prenatal.result.save', { id, rev: 2, row: { ...row, resultDay: '2025-04-21' } })).toContain('block resultDay prenatal.tooLateInstead')
    await windows(null)
  })
})
