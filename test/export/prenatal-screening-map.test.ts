import { afterAll, beforeAll, expect, test } from 'vitest'
import { prenatalScreeningDataset } from '../../domain/export/datasets/prenatal-sets.ts'
import { checkStructure } from '../../domain/export/structure-check.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import { planMonth } from '../../electron/core/export/plan.ts'
import { type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { expectOrigins } from '../support/export-origins.ts'
import { calendarOf, delivered, drawn, HIGH_SERUM, pregnantWoman, prenatalRows, screened } from '../support/prenatal-scene.ts'

// Elements of WS 377.5—2013 as the provincial export note prints them (§4.8).
const PRINTED = `
HDSB02.05.001|DE01.00.008.00|产前筛查与诊断记录表单编号|S1|AN..20
HDSB02.05.002|DE02.01.039.00|本人姓名|S1|A..50
HDSB02.05.003|DE02.01.005.01|出生日期|D|D8
HDSB02.05.004|DE02.01.031.00|身份证件类别代码|S3|N2
HDSB02.05.005|DE02.01.030.00|身份证件号码|S1|AN..18
HDSB02.05.006|DE02.01.009.01|现住地址-省（自治区、直辖市）|S1|AN..70
HDSB02.05.007|DE02.01.009.02|现住地址-市（地区、州）|S1|AN..70
HDSB02.05.008|DE02.01.009.03|现住地址-县（市、区）|S1|AN..70
HDSB02.05.009|DE02.01.009.05|现住地址-村（街、路、弄等）|S1|AN..70
HDSB02.05.010|DE02.01.009.06|现住地址-门牌号码|S1|AN..70
HDSB02.05.011|DE02.01.009.04|现住地址-乡（镇、街道办事处）|S1|AN..70
HDSB02.05.012|DE02.01.038.00|行政区划代码|S3|N6
HDSB02.05.013|DE02.01.047.00|邮政编码|S1|N6
HDSB02.05.014|DE02.01.010.00|电话号码|S1|AN..20
HDSB02.05.015|DE04.10.188.00|体重（kg）|N|N3..5,1
HDSB02.05.016|DE05.10.011.00|产前筛查孕周（d）|N|N2..3
HDSB02.05.017|DE05.10.010.00|产前筛查项目|S1|AN..30
HDSB02.05.018|DE05.10.008.00|产前筛查方法代码|S2|N1
HDSB02.05.019|DE05.10.009.00|产前筛查结果|S1|AN..100
HDSB02.05.020|DE06.00.048.00|产前筛查日期|D|D8
HDSB02.05.021|DE02.01.039.00|产前筛查医师姓名|S1|A..50
HDSB02.05.022|DE08.10.013.00|产前筛查机构名称|S1|AN..70
HDSB02.05.023|DE05.01.004.00|产前诊断孕周（d）|N|N2..3
HDSB02.05.024|DE05.01.056.00|产前诊断检查项目|S1|AN..100
HDSB02.05.025|DE05.01.055.00|产前诊断方法描述|S1|AN..100
HDSB02.05.026|DE05.10.109.00|产前诊断结果|S1|AN..100
HDSB02.05.027|DE05.01.058.00|产前诊断日期|D|D8
HDSB02.05.028|DE02.01.039.00|产前诊断医师姓名|S1|A..50
HDSB02.05.029|DE08.10.013.00|产前诊断机构名称|S1|AN..70
HDSB02.05.030|DE05.10.012.00|产前诊断医学意见|S1|AN..100
HDSB02.05.031|DE05.10.051.00|妊娠结局|S1|AN..50`

let desk: Desk
let clerk: Window
let nurse: Window
let setDay: (day: string) => Promise<void>
beforeAll(async () => {
  desk = await openDesk()
  clerk = await desk.as('yunbao', ['maternalCare'], '曹孕保')
  nurse = await desk.as('chanshai', ['prenatalCare'], '魏产筛')
  setDay = calendarOf(desk, clerk, nurse)
})
afterAll(() => desk.close())

const plan = async (month: string) => (await planMonth(desk.database.kysely, { month, institution: { ...SETTINGS.institution.initial, code: '430421000123' }, resourcesFolder: desk.ports.folders.resources })).find(one => one.map.dataset === prenatalScreeningDataset)!

test('has every element of WS 377.5 in its order and as it is printed', () => {
  expect(prenatalScreeningDataset.columns.filter(column => column.place === 'payload').map(({ id, de, name, type, format }) => [id, de, name, type, format].join('|'))).toEqual(PRINTED.trim().split('\n'))
  expect(prenatalScreeningDataset.columns.filter(({ id, name }) => /sex|gender|性别/i.test(id + name))).toEqual([])
})

test('one row a result and a diagnosis, the outcome on each; values, classes, the tube and the recall in the extension', async () => {
  await setDay('2025-05-12')
  const { pregnancyId, name } = await pregnantWoman(clerk)
  const { resultId, barcode } = await screened(nurse, pregnancyId, { ...HIGH_SERUM, examinerName: '王胜男' })
  const tube = await drawn(nurse, pregnancyId, 'nipt', { programme: 'self' })
  await delivered(nurse, pregnancyId)
  await insist(nurse, 'prenatal.result.save', { row: prenatalRows(pregnancyId).result('nipt', tube.sampleId, { resultDay: '2025-05-12', niptResult: 'high', niptHigh: 't21', z21: 5.2, fetalFractionPercent: 9.1 }) })
  await setDay('2025-06-30')
  const { id: diagnosisId } = await insist(nurse, 'prenatal.diagnosis.save', { row: prenatalRows(pregnancyId).diagnosis({ sampledDay: '2025-05-12', diagnosedDay: '2025-05-30', karyotype: '47,XY,+21', resultText: '21三体综合征,男胎', conclusion: 'positive', opinion: '2', doctorName: '赵诊断' }) })
  await insist(nurse, 'prenatal.outcome.save', { row: prenatalRows(pregnancyId).outcome({ outcome: '2', endedDay: '2025-06-10', followedDay: '2025-06-30', trisomy21: true, chromosomeDisease: true }) })
  const planned = await plan('2025-05')
  const envelope = (id: string) => planned.rows.find(({ recordId }) => recordId === id)!.envelope
  expect(planned.rows).toHaveLength(3)
  expect(envelope(resultId)).toMatchObject({
    eventDate: '2025-05-12',
    payload: {
      'HDSB02.05.001': expect.stringMatching(/^CS20250512/) as string, 'HDSB02.05.002': name, 'HDSB02.05.003': '19960301', 'HDSB02.05.008': '衡阳县', 'HDSB02.05.012': '430421', 'HDSB02.05.015': '56.0', 'HDSB02.05.016': '117', 'HDSB02.05.017': '中孕期血清学筛查', 'HDSB02.05.018': '1',
      'HDSB02.05.019': '21三体 1/120(高风险);18三体 <1/50000(低风险);AFP MoM 1.1(低风险)', 'HDSB02.05.020': '20250512', 'HDSB02.05.021': '王胜男', 'HDSB02.05.031': '引产',
    },
    ext: { rowKind: 'screening', test: 'secondSerum', barcode, programme: 'free', choice: 'agreed', t21Denominator: '120', t21Class: 'high', overall: 'high', afp: '60.000', afpUnit: 'ngPerMl', drawnDay: '20250512', openedDay: '20250512', closedBy: 'diagnosis', trisomy21: 'T' },
  })
  expect(planned.rows.find(({ envelope: { ext } }) => ext.test === 'nipt')!.envelope).toMatchObject({ payload: { 'HDSB02.05.018': '9', 'HDSB02.05.019': '高风险 21三体综合征;Z21 5.2;胎儿浓度 9.1%' }, ext: { z21: '5.20', fetalFractionPercent: '9.10', niptResult: 'high', suitability: 'caution' } })
  expect(envelope(diagnosisId)).toMatchObject({
    payload: { 'HDSB02.05.023': '117', 'HDSB02.05.024': '染色体核型', 'HDSB02.05.026': '47,**,+21;21三体综合征,**', 'HDSB02.05.027': '20250530', 'HDSB02.05.028': '赵诊断', 'HDSB02.05.030': '终止妊娠(尊重知情选择)', 'HDSB02.05.031': '引产' },
    ext: { rowKind: 'diagnosis', karyotype: '47,**,+21', conclusion: 'positive', resultText: '21三体综合征,**' },
  })
  for (const row of planned.rows) expect(checkStructure(prenatalScreeningDataset, row.envelope).filter(({ level }) => level === '错误'), JSON.stringify(row.envelope)).toEqual([])
  expectOrigins(planned)
})
