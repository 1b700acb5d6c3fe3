import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { childAppointment } from '../../domain/modules/child/appointment.record.ts'
import { childAutismFollowUp, childAutismStep } from '../../domain/modules/child/autism.record.ts'
import { childCase } from '../../domain/modules/child/case.record.ts'
import { deathCard } from '../../domain/modules/child/death-card.record.ts'
import { childScale } from '../../domain/modules/child/scale.record.ts'
import { childVisit } from '../../domain/modules/child/visit.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { addDays, type Day, monthAnniversary } from '../../domain/time/day.ts'
import { registerChild } from './child-case-scene.ts'
import { insist, type Window } from './desk.ts'
import type { guideOf, Visit } from './practice-tour.ts'
import { screeningRows } from './screening-scene.ts'

type Guide = ReturnType<typeof guideOf>
const NAME = '阿卜杜热合曼·麦麦提图尔荪·伊敏尼亚孜'
const RENEWING = 12_345

/** Children as few are: born far too early and of unknown sex, registered twice, with autism, dead, dead by mistake. All written before any of their pages is opened. */
async function rareChildren({ call }: Guide, today: Day) {
  const doctor = { call } as unknown as Window
  const register = (name: string, sex: string, birthDay: Day, file: object) => registerChild(doctor, name, birthDay, { openedDay: birthDay, contactPhone: '13800001234', ...file }, { sex, homeRegion: '430421' })
  const card = (fileId: string, birthDay: Day) => insist(doctor, 'child.deathCard.save', { row: {
    ...emptyRow(deathCard), fileId, state: 'draft', householdType: '1', bornAt: `${birthDay}T08:00`, diedAt: `${today}T00:00`, gestationDays: 275, birthPlaceType: '1', lifeSigns: 'heartbeat,breathing', causeA: '肺炎', rootCause: '肺炎', causeClass: '10', icd10: 'J18.9',
    deathPlace: '01', treatment: '1', diagnosisLevel: '03', diagnosisBasis: '5', reportInstitution: '青山县妇幼保健院', reporterName: '沈儿保', reportDay: today,
  } })

  const early = addDays(today, -225)
  const preterm = await register(NAME, '0', early, { gestationDays: 196, birthWeightG: 1100, highRisk: true, allergy: '青霉素、头孢类抗生素、鸡蛋、牛奶蛋白' })
  const rows = screeningRows(preterm.fileId)
  const month3 = { fileId: preterm.fileId, contact: 'month3', visitDay: addDays(early, 95), place: 'clinic', doctorName: '沈儿保', position: 'L', weightKg: 4.6, lengthCm: 55 }
  const { id: referredId } = await insist(doctor, 'child.visit.save', { row: { ...emptyRow(childVisit), ...month3, referral: '2', referralReason: '早产儿体重增长缓慢', referralInstitution: '市妇幼保健院儿童保健科', referralResult: '喂养指导后复查,体重增长正常' } })
  const { id: sampleId } = await insist(doctor, 'child.bloodSpot.save', { row: rows.sample(`${addDays(early, 4)}T09:30`) })
  await insist(doctor, 'child.bloodSpotResult.save', { row: rows.result(sampleId, 'CH', '2', addDays(early, 9)) })
  await insist(doctor, 'child.hearingTest.save', { row: rows.hearing('1', addDays(early, 3), { leftEar: '2' }) })
  await insist(doctor, 'child.eyesAtBirth.save', { row: rows.eyes(addDays(early, 3), { appearance: '1', lightRight: '1', lightLeft: '1', redReflexRight: '1', redReflexLeft: '2', riskFactors: 'preterm,lowWeight', referralDay: addDays(early, 10), referralInstitution: '市儿童医院眼科', referralAnswer: '左眼先天性白内障待排,定期复查' }) })
  await card(preterm.fileId, early)

  const again = await register(`${NAME.slice(0, -1)}兹`, '1', early, { gestationDays: 203, birthWeightG: 1180, birthInstitution: '新疆维吾尔自治区巴音郭楞蒙古自治州和静县妇幼保健计划生育服务中心', kindergarten: '红星幼儿园' })
  await insist(doctor, 'child.visit.save', { row: { ...emptyRow(childVisit), ...month3, fileId: again.fileId, referral: '1' } })

  // Everything that a death ends: a case, a course, a booked day.
  const birthDay = addDays(monthAnniversary(today, -19), -3)
  const step = { ...emptyRow(childAutismStep), day: today, doctorName: '沈儿保' }
  const inCare = async (name: string) => {
    const child = await register(name, '2', birthDay, { gestationDays: 275, birthWeightG: 3300 })
    const { fileId } = child
    const { id: caseId } = await insist(doctor, 'child.case.save', { row: { ...emptyRow(childCase), ...(await call('child.case.prepare', { fileId, kind: 'malnutrition' })).row } })
    const course = await call('child.autism.move', { fileId, rev: 0, row: { ...step, fileId, kind: 'firstScreening', day: addDays(today, -20), reason: '乡镇卫生院转诊' } as never })
    await insist(doctor, 'child.appointment.save', { row: { ...emptyRow(childAppointment), fileId, contact: 'month24', day: addDays(today, 10), time: '上午', state: 'booked' } })
    return { ...child, caseId, course }
  }
  const endedBy = async (name: string) => {
    const child = await inCare(name)
    const { id: cardId, rev } = await card(child.fileId, birthDay)
    await call('child.deathCard.submit', { id: cardId, rev })
    return { ...child, cardId }
  }
  const dead = await endedBy('热依汗古丽·吐尔逊')
  const mistaken = await endedBy('古丽巴哈尔·吐尔逊')
  const { rev } = await call('child.deathCard.get', { id: mistaken.cardId })
  await call('child.deathCard.void', { id: mistaken.cardId, rev, reason: '填错了儿童' })

  const well = await register('姑丽娜扎尔·吐尔逊', '2', birthDay, { gestationDays: 275 })
  const screened = await inCare('阿依努尔·吐尔逊')
  const diagnosed = await inCare('巴哈尔古丽·吐尔逊')
  const { fileId } = diagnosed
  let { course } = diagnosed
  for (const row of [{ kind: 'rescreening', observedProblem: true, observation: '不应名,不与人对视' }, { kind: 'diagnosis', diagnosis: 'confirmed', institution: '省儿童医院', icd10: 'F84.0' }]) course = await call('child.autism.move', { fileId, rev: course.rev, row: { ...step, fileId, ...row } as never })
  const { id: followUpId } = await call('child.autismFollowUp.save', { row: { ...emptyRow(childAutismFollowUp), fileId, autismId: course.id, followUpDay: today, doctorName: '沈儿保', hoursPerWeek: 20 } as never })
  const { id: scaleId } = await call('child.scale.save', { row: { ...emptyRow(childScale), fileId, kind: 'development', testDay: today, testerName: '沈儿保', grossMotorDq: 90, fineMotorDq: 88, adaptiveDq: 84, languageDq: 66, socialDq: 71, totalDq: 79.8 } as never })
  return { preterm: { ...preterm, referredId }, again, dead, mistaken, well, screened, diagnosed: { fileId, courseId: course.id, followUpId, scaleId } }
}

/** Answers the question for a file with a class list that holds one child of every kind. */
async function offerClassList({ app }: Guide, known: { name: string; birthDay: Day }): Promise<string> {
  const path = join(tmpdir(), `红星幼儿园小一班-${process.pid}.xlsx`)
  const book = new ExcelJS.Workbook()
  book.addWorksheet('名单').addRows([
    ['姓名', '性别', '出生日期', '身份证号', '班级'],
    [known.name, '女', known.birthDay, '', '小一班'], [known.name, '女', known.birthDay, '', '小一班'], [known.name, '男', known.birthDay, '', '小一班'],
    ['迪丽努尔·阿不都热合曼·买买提明', '女', '2023-03-04', '', '小一班'], ['错号码', '男', '', '430421202105059999', '小一班'], ['没线索', '男', '', '', '小一班'],
  ])
  writeFileSync(path, Buffer.from(await book.xlsx.writeBuffer()))
  await app.evaluate(({ dialog }, chosen) => { dialog.showOpenDialog = (async () => ({ canceled: false, filePaths: [chosen] })) as typeof dialog.showOpenDialog }, path)
  return path
}

/** Lets the core say that children still stand by the rules of before: in a small hospital that is over before a screen is read. */
async function pretendRenewal({ app }: Guide, count: number | null): Promise<void> {
  await app.evaluate(({ ipcMain }, renewing) => {
    type Answer = { ok: boolean; value: object }
    type Handler = (event: unknown, name: string, input: unknown) => Promise<Answer>
    const box = globalThis as unknown as { realCall?: Handler }
    box.realCall ??= (Reflect.get(ipcMain, '_invokeHandlers') as Map<string, Handler>).get('call')!
    const real = box.realCall
    ipcMain.removeHandler('call')
    ipcMain.handle('call', async (event, name: string, input: unknown) => {
      const answer = await real(event, name, input)
      return renewing !== null && name === 'child.due.counts' && answer.ok ? { ...answer, value: { ...answer.value, renewing } } : answer
    })
  }, count)
}

/** States and dialogs of the clinic that a practice hospital does not show by itself, and the screening for autism. */
export async function tourChildStates(guide: Guide, visit: Visit): Promise<void> {
  const { page, settled, go, signIn } = guide
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as Day
  const show = async (address: string, screen: string): Promise<void> => { await go(address); await visit(screen) }
  // Opened again in the other language: a key, or a place on the page, never a word.
  const ask = (screen: string, act: () => Promise<unknown>): Promise<void> => visit(screen, async () => {
    await act()
    await page.getByRole('dialog').first().waitFor()
    await settled()
  })
  const press = (key: string) => () => page.keyboard.press(key)
  await signIn('erbao')
  const { preterm, again, dead, mistaken, well, screened, diagnosed } = await rareChildren(guide, today)
  const file = `/children/${preterm.fileId}`

  await show(`/children/${well.fileId}?tab=development`, 'child-development')
  for (const kind of ['development', 'mchat', 'abc', 'cars']) await show(`/children/${well.fileId}/scales/new?kind=${kind}`, `child-scale-${kind}`)
  await show(`/children/${well.fileId}/autism/step?kind=firstScreening`, 'child-autism-first')
  await show(`/children/${screened.fileId}/autism/step?kind=rescreening`, 'child-autism-rescreening')
  await go(`/children/${screened.fileId}?tab=development`)
  await ask('child-autism-undo', () => page.locator('.course-actions .ant-btn-dangerous').click())
  await go(`/children/${screened.fileId}/cases/${screened.caseId}`)
  await ask('child-case-close', press('F9'))
  await show(`/children/${diagnosed.fileId}/scales/${diagnosed.scaleId}`, 'child-scale-stored')
  await show(`/children/${diagnosed.fileId}/autism`, 'child-autism')
  await show(`/children/${diagnosed.fileId}/autism/print?what=first&course=${diagnosed.courseId}`, 'child-autism-print')
  await show(`/children/${diagnosed.fileId}/autism/follow-ups/new`, 'child-autism-follow-up')
  await show(`/children/${diagnosed.fileId}?tab=development`, 'child-development-course')
  await show(`/children/${diagnosed.fileId}/autism/follow-ups/${diagnosed.followUpId}`, 'child-autism-follow-up-stored')
  for (const view of ['open', 'overdue', 'toConfirm', 'figures']) await show(`/children/autism?view=${view}`, `child-autism-${view}`)
  for (const view of ['all', 'missing']) await show(`/children/screening?view=${view}`, `child-screening-${view}`)

  await show(file, 'child-file-preterm')
  await show(`${file}?tab=curve`, 'child-curve-unknown-sex')
  await show(`${file}/visits/${preterm.referredId}`, 'child-visit-referred')
  await ask('child-visit-void', press('Shift+F9'))
  await show(`${file}/visits/new?contact=month6`, 'child-visit-corrected')
  await ask('child-visit-retype', async () => {
    for (const [name, value] of [['weightKg', '3.2'], ['lengthCm', '58']] as const) {
      await page.locator(`[data-field="${name}"] input`).focus()
      await page.keyboard.press('Control+A')
      await page.keyboard.insertText(value)
    }
    await page.keyboard.press('F2')
  })
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })

  await show(`${file}?tab=screening`, 'child-screening-preterm')
  for (const [kind, key] of [['sample', 'F6'], ['result', 'F8'], ['hearing', 'F9'], ['heart', 'F10'], ['eyes', 'Shift+F6']] as const) await ask(`child-screening-${kind}`, press(key))
  await ask('child-screening-eyes-stored', () => page.locator('.screening-panels .panel', { has: page.locator('[data-line="eyes"], [data-line="retinopathy"]') }).locator('tbody tr[data-row]').first().click())
  const chain = page.locator('[data-line="hearing"] button')
  await ask('child-attempt', () => chain.first().click())
  await ask('child-screening-closing', () => chain.last().click())

  await go(`${file}/death-card`)
  await ask('child-death-card-submit', press('F8'))
  await show(`/children/${dead.fileId}`, 'child-file-dead')
  await show(`/children/${dead.fileId}/death-card`, 'child-death-card-submitted')
  await show(`/children/${dead.fileId}/death-card/${dead.cardId}/print`, 'child-death-card-print')
  await show(`/children/${mistaken.fileId}`, 'child-file-death-undone')
  await ask('child-book-again', () => page.locator('.closed-by-death button').click())
  await go(`/children/${mistaken.fileId}/cases/${mistaken.caseId}`)
  await ask('child-case-reopen', press('F9'))

  const list = await offerClassList(guide, { name: '热依汗古丽·吐尔逊', birthDay: addDays(monthAnniversary(today, -19), -3) })
  try {
    await go('/children/entrance')
    await page.keyboard.press('F4')
    await page.locator('tbody tr[data-row]').nth(5).waitFor()
    await settled()
    await visit('child-entrance-imported')
  } finally {
    rmSync(list, { force: true })
  }
  await pretendRenewal(guide, RENEWING)
  await show('/children?view=chain', 'children-renewing')
  await pretendRenewal(guide, null)

  // A doctor calls nobody: the place of the list says which right is missing.
  await signIn('yisheng')
  await show('/children?view=due', 'children-without-export')
  await show('/children/autism?view=figures', 'child-autism-figures-without-export')
  await signIn('shenhe')
  await show(`/people/${preterm.childId}/merge?other=${again.childId}`, 'child-merge')
}
