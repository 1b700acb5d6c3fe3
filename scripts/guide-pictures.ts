// Takes the pictures of the user guide (docs/guide) from the real program, in a fresh practice hospital, at 1366×768 in
// Chinese: `node scripts/run.mjs exec --display scripts/guide-pictures.ts [NAME …]`. Needs a build. What the guide shows
// can so be taken again whenever a screen has changed; test/domain/docs-guide.test.ts says when a picture is missing.
import { spawnSync } from 'node:child_process'
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PRACTICE_PASSWORD } from '../domain/access/practice-accounts.ts'
import { criticalReferral } from '../domain/modules/maternal/critical-referral.record.ts'
import { diagnosisReferral } from '../domain/modules/maternal/diagnosis-referral.record.ts'
import { retention } from '../domain/modules/maternal/retention.record.ts'
import { emptyRow } from '../domain/record/derive/schema.ts'
import { addDays, type Day } from '../domain/time/day.ts'
import { eyeClassScene, listClass } from '../test/support/eye-tour.ts'
import { bookWoman, deliverWoman, registerWoman, visitWoman } from '../test/support/maternal-window.ts'
import { freshDataFolder, launchDesk } from '../test/support/launch.ts'
import { guideOf } from '../test/support/practice-tour.ts'
import { pelvicAssessmentScene } from '../test/support/pelvic-assessment-tour.ts'
import { pelvicFileScene } from '../test/support/pelvic-file-tour.ts'
import { prenatalScene } from '../test/support/prenatal-tour.ts'
import { womenScene } from '../test/support/women-tour.ts'

const PERSONS = 400
const CHINA_OFFSET_MS = 8 * 3_600_000
const HOUR_MS = 3_600_000
/** A picture of the guide is read over a slow line, too. */
const MOST_BYTES = 150_000

const folder = join(dirname(import.meta.dirname), 'docs', 'guide', 'pictures')
const wanted = process.argv.slice(2)
mkdirSync(folder, { recursive: true })

const localMinute = (agoMs = 0): string => new Date(Date.now() + CHINA_OFFSET_MS - agoMs).toISOString().slice(0, 16)
const today = localMinute().slice(0, 10)
const reviewer = { loginName: 'shenhe', password: PRACTICE_PASSWORD }

const papers = freshDataFolder()
const desk = await launchDesk()
const { app, page } = desk
const guide = guideOf(desk)
const { call, settled, fitScreen, go, signIn } = guide

/** Keeps the screen as it stands, with as few colours as it can do with. */
async function picture(name: string): Promise<void> {
  if (wanted.length > 0 && !wanted.includes(name)) return
  await settled()
  // The paper in a preview is a page of its own, with the fonts of the paper.
  for (const frame of page.frames()) await frame.evaluate(() => document.fonts.ready.then(() => undefined))
  const path = join(folder, `${name}.png`)
  await page.screenshot({ path })
  for (const colours of [128, 32]) {
    if (colours === 32 && statSync(path).size <= MOST_BYTES) break
    const packed = spawnSync('pngquant', ['--force', '--strip', '--speed', '1', '--output', path, String(colours), path], { encoding: 'utf8' })
    if (packed.error) process.stderr.write(`pngquant is not installed: ${name}.png stays as large as it is\n`)
    else if (packed.status !== 0) throw new Error(`pngquant: ${packed.stderr}`)
  }
  process.stdout.write(`${name} ${statSync(path).size}\n`)
}
const type = async (id: string, text: string): Promise<void> => {
  await page.locator(`#${id}`).focus()
  await page.keyboard.press('Control+A')
  await page.keyboard.type(text)
}
const openDialog = async (key: string): Promise<void> => {
  const isOpen = (): Promise<boolean> => page.getByRole('dialog').waitFor({ timeout: 5_000 }).then(() => true, () => false)
  // On a busy machine a key may come before the page listens to it: a clerk presses again, too.
  for (let tries = 1; tries <= 4; tries += 1) {
    await page.keyboard.press(key)
    if (await isOpen()) return settled()
  }
  throw new Error(`no dialog opened with ${key} at ${page.url()}`)
}
const closeDialog = async (): Promise<void> => {
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await settled()
}
const firstOf = async (queue: 'register' | 'print' | 'seal' | 'handOver'): Promise<{ newbornId: string; number: string | null }> => {
  const [child] = (await call('certificate.queue', { queue, offset: 0, limit: 1 })).rows
  if (!child) throw new Error(`the practice hospital has nobody waiting: ${queue}`)
  return child
}

/** 首次签发 with everything that can go wrong on the way. */
async function issuing(): Promise<void> {
  await signIn('dengji')
  await go('/deliveries/new')
  await picture('delivery')
  await signIn('qianfa')
  // The practice hospital keeps a sheet that nobody has answered for yet.
  await page.getByRole('dialog').waitFor()
  await settled()
  await page.keyboard.press('Alt+2')
  await page.locator('#print-failure-reason').waitFor()
  await type('print-failure-reason', '卡纸,正页左上角起皱')
  await picture('misprint')
  await page.getByRole('dialog').getByRole('button', { name: '返回' }).click()
  await page.locator('#print-failure-reason').waitFor({ state: 'hidden' })
  await page.keyboard.press('Alt+1')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await settled()
  await picture('home')
  await go('/certificate')
  await picture('desk')
  await go(`/certificate/${(await firstOf('register')).newbornId}`)
  await picture('register')
  await go(`/certificate/${(await firstOf('print')).newbornId}`)
  const { number } = await call('certificate.nextNumber', null)
  await type('scan', number ?? '')
  await picture('print')
  await go(`/certificate/${(await firstOf('handOver')).newbornId}`)
  await picture('hand-over')
  await signIn('gaizhang')
  const sealing = await firstOf('seal')
  await go(`/certificate/${sealing.newbornId}`)
  await type('seal-scan', sealing.number ?? '')
  await picture('seal')
}

/** 换发, 补发, 补录: at the window, and sent on to the county. */
async function replacing(): Promise<void> {
  await signIn('qianfa')
  const open = new Set((await call('replacement.list', { offset: 0, limit: 100, openOnly: true })).rows.map(row => row.certificateId))
  const [one, two] = (await call('certificate.queue', { queue: 'issued', offset: 0, limit: 30 })).rows
    .filter(row => row.certificateId !== null && row.babyName !== null && !open.has(row.certificateId)).map(row => row.certificateId!)
  await go(`/replacements/new?kind=exchange&certificate=${one!}`)
  await picture('exchange')
  await go(`/replacements/new?kind=reissue&certificate=${two!}`)
  await picture('reissue')
  const start = await call('replacement.prepare', { certificateId: two!, kind: 'reissue' })
  const row = { ...start.row, lossReason: '1', householdRegistered: false, lossDeclaration: 'newspaper', newspaperName: '衡阳日报', newspaperDay: today, reasonNote: '搬家时遗失' } as never
  const { materials } = await call('replacement.check', { certificateId: two!, kind: 'reissue', row, materials: [] })
  const handed = await call('replacement.save', { certificateId: two!, kind: 'reissue', row, apply: true, materials: materials.map(line => ({ material: line.material, present: true, note: null })) })
  await go(`/replacements/back-entry?newborn=${(await firstOf('register')).newbornId}`)
  await picture('back-entry')
  await signIn('shenhe')
  const agreed = await call('replacement.review', { id: handed.id, rev: handed.rev, decision: 'agree', reason: '材料齐全' })
  await signIn('qianfa')
  await go(`/replacements/${handed.id}`)
  if (agreed.state === 'forwarded') await picture('forward')
}

/** Blanks from the request to the ashes, the stock-take, the ledgers, the year. */
async function stock(): Promise<void> {
  await signIn('zhengjian')
  await picture('home-keeper')
  await go('/stock')
  await openDialog('F4')
  await type('receive-first', 'Z430009001')
  await type('receive-last', 'Z430009200')
  await type('receive-from', '市卫生健康委员会妇幼健康科')
  await picture('receive')
  await closeDialog()
  const inStock = (await call('stock.list', { offset: 0, state: 'inStock', limit: 12 })).rows.map(entry => entry.number)
  await call('stock.request', { quantity: 200, appliedTo: '市卫生健康委员会妇幼健康科', appliedDay: today, secondApplicant: reviewer })
  await call('stock.reportLoss', { firstNumber: inStock[10]!, lastNumber: inStock[10]!, kind: 'lost', discoveredAt: localMinute(HOUR_MS / 2), place: '出生证明办理室保险柜', discoveredBy: '吴证管', circumstances: '月末双人清点时少一张' })
  await call('stock.void', { firstNumber: inStock[8]!, lastNumber: inStock[9]!, reasonCode: '9', reason: '受潮起皱,条形码无法读取', secondPerson: reviewer })
  await go('/stock?tab=batches')
  await picture('batches')
  await go('/stock?tab=losses')
  await picture('losses')
  await go('/stock?tab=waste')
  await picture('waste')
  await go('/stock?tab=plan')
  await picture('plan')
  const { id } = await call('stocktake.open', { day: today })
  const { countId } = await call('stocktake.begin', { id, holderId: null })
  await call('stocktake.addRange', { countId, firstNumber: inStock[0]!, lastNumber: inStock[7]! })
  await go(`/stocktake/${id}/count/${countId}`)
  await picture('count')
  await go('/stocktake?tab=month')
  await picture('stocktake')
  await go('/ledgers')
  await picture('ledger')
  await go('/annual')
  await picture('annual')
  await signIn('guanli')
  const { rev, value } = await call('setting.get', { key: 'institution' })
  await call('setting.save', { key: 'institution', rev, value: { ...(value as object), certificateRole: 'manager' } })
  await signIn('zhengjian')
  await go('/stock?tab=transfer')
  await picture('transfer')
}

/** What the administrator sets up, and what the rules of the province then ask at the window. */
async function settings(): Promise<void> {
  await signIn('qianfa')
  await go('/printing/wizard')
  for (const [name, mm] of [['firstXMm', '22.4'], ['firstYMm', '18.9'], ['secondXMm', '192.4'], ['secondYMm', '278.9']] as const) await type(`measured-${name}`, mm)
  await picture('wizard')
  await go('/printing/nudge?form=birth-certificate&level=institution')
  await picture('nudge')
  await signIn('guanli')
  for (const tab of ['printing', 'devices', 'province']) { await go(`/settings/${tab}`); await picture(`settings-${tab}`) }
  const { rev, value } = await call('setting.get', { key: 'provinceRules' })
  await call('setting.save', { key: 'provinceRules', rev, value: { ...(value as object), requireFaceCheck: true } })
  await signIn('qianfa')
  await go(`/certificate/${(await firstOf('print')).newbornId}`)
  await openDialog('F6')
  await picture('identity')
  await closeDialog()
}

async function referrals(): Promise<void> {
  await signIn('yisheng')
  const { rows } = await call('referral.list', { offset: 0, limit: 50 })
  const referral = rows.find(row => row.state === 'arrived') ?? rows[0]!
  await go(`/referrals/${referral.id}`)
  await picture('referral')
  const { organizationId } = await call('referral.get', { id: referral.id })
  const woman = { personId: referral.personId, organizationId }
  await call('referral.critical.save', { row: { ...emptyRow(criticalReferral), ...woman, state: 'toSend', referredAt: localMinute(HOUR_MS), vitalSignsAt: localMinute(HOUR_MS), contact: '丈夫 13800005678', reason: '胎盘早剥可能,阴道流血约 600 毫升' } as never })
  await call('referral.retention.save', { row: { ...emptyRow(retention), personId: referral.personId, riskColour: 'red', riskFactors: '重度子痫前期;瘢痕子宫', keptSince: localMinute(13 * HOUR_MS), doctorName: '周医生' } as never })
  const diagnosis = await call('referral.diagnosis.save', { row: { ...emptyRow(diagnosisReferral), ...woman, referredDay: today, expectedDeliveryDay: `${Number(today.slice(0, 4)) + 1}-04-30`, trisomy21Risk: '1/86', doctorName: '周医生', answer: 'waiting' } as never })
  await go('/maternal/critical/new')
  await picture('critical')
  await go('/maternal?tab=retention')
  await picture('retention')
  await go(`/maternal/diagnosis/${diagnosis.id}`)
  await picture('diagnosis')
}

/** The month for the province, and the province's own list against ours. */
async function province(): Promise<void> {
  await signIn('shangbao')
  await go('/package')
  await picture('package')
  const sheets = (await call('certificate.queue', { queue: 'issued', mine: false, offset: 0, limit: 3 })).rows
  const list = join(papers.path, '省平台签发名单.csv')
  const line = (index: number, name = sheets[index]!.babyName): string => [sheets[index]!.number, name, sheets[index]!.babySex === '1' ? '男' : '女', sheets[index]!.issueDay, '已签发'].join(',')
  writeFileSync(list, `\ufeff出生医学证明编号,新生儿姓名,性别,签发日期,状态\r\n${[line(0), line(1, '张小明'), line(2), `Y999999999,赵外院,男,${sheets[0]!.issueDay},已签发`].join('\r\n')}\r\n`)
  await app.evaluate(({ dialog }, path) => { dialog.showOpenDialog = (async () => ({ canceled: false, filePaths: [path] })) as typeof dialog.showOpenDialog }, list)
  await go('/reconciliation')
  await page.getByRole('button', { name: '选择名单' }).click()
  await page.locator('#reconcile-number').waitFor()
  await settled()
  await page.getByRole('button', { name: /^(?!.*名单).*核对/ }).click()
  await page.getByText('核对结果').waitFor()
  await picture('reconciliation')
}

/** The child health clinic: a child's file, a check-up with what the program concludes, the list of who is due. */
async function children(): Promise<void> {
  await signIn('erbao')
  await go('/children?view=due')
  await picture('child-due')
  const { rows } = await call('child.list', { offset: 0, limit: 100 })
  const files = await Promise.all(rows.map(({ fileId }) => call('child.file.open', { id: fileId })))
  const fullest = files.reduce((most, file) => (file.visits.length > most.visits.length ? file : most))
  await go(`/children/${fullest.file.id}`)
  await picture('child-file')
  await go(`/children/${fullest.file.id}/visits/${fullest.visits[0]!.id}`)
  await picture('child-visit')
}

/** Maternal care: a booking with a scan, the visits of a pregnancy with its charts, what comes after the birth. */
async function pregnancies(): Promise<void> {
  await signIn('yunbao')
  const day = (ago: number): Day => addDays(today as Day, -ago)
  const woman = await registerWoman(call, '阿依古丽·阿卜杜热合曼')
  const { pregnancyId, rows } = await bookWoman(call, '欧阳娜娜', day(232), { handbookNumber: 'SC2026000123' })
  await visitWoman(call, day(232), rows, day(0))
  const after = await bookWoman(call, '古丽米热', day(320), { handbookNumber: 'SC2026000045' })
  await visitWoman(call, day(320), after.rows, day(46))
  await deliverWoman(call, after.womanId, day(44), { dischargedDay: day(41) })
  await call('maternal.postpartumVisit.save', { row: after.rows.postpartum(day(37), { temperatureC: 36.6, generalHealth: '良好', mentalState: '良好', lochia: '1', uterus: '1', assessment: '1', guidance: '1,4' }) })
  await go(`/pregnancies/new?woman=${woman}`)
  for (const [name, typed] of [['lastMenstrualDay', day(70)], ['scanDay', day(14)], ['scanGestationDays', '7+2']] as const) await type(`pregnancy-${name}`, typed)
  await page.keyboard.press('Enter')
  await picture('maternal-booking')
  for (const [name, ago] of [['周晓梅', 104], ['何秀英·阿布都', 152], ['吴婷', 178], ['刘芳', 268]] as const) await bookWoman(call, name, day(ago))
  await go('/pregnancies?view=visitOverdue')
  await picture('maternal-list')
  await go(`/pregnancies/${pregnancyId}`)
  await picture('maternal-pregnancy')
  await go(`/pregnancies/${pregnancyId}/visits/new`)
  for (const [name, typed] of [['weightKg', '67.2'], ['fundalHeightCm', '30'], ['systolicMmHg', '142'], ['diastolicMmHg', '92']] as const) await type(`maternal-visit-${name}`, typed)
  await page.getByText('偏高').waitFor()
  await picture('maternal-visit')
  await go(`/pregnancies/${pregnancyId}?tab=charts`)
  await page.locator('.maternal-charts svg').nth(4).waitFor()
  await picture('maternal-charts')
  await go(`/pregnancies/${after.pregnancyId}?tab=postpartum`)
  await picture('postpartum')
}

/** Risk of a pregnancy: who is followed up, a woman with her course of colours, an assessment being ticked. */
async function risks(): Promise<void> {
  await signIn('yisheng')
  await go('/pregnancies/risk?list=followUp')
  await picture('risk-list')
  const { rows } = await call('risk.duty.list', { list: 'followUp', offset: 0, limit: 100 })
  const opened = await Promise.all(rows.flatMap(({ pregnancyId }) => pregnancyId ? [call('risk.open', { pregnancyId }).then(({ assessments, caseVisits }) => ({ pregnancyId, assessments: assessments.length, visits: caseVisits.length }))] : []))
  const { pregnancyId } = opened.toSorted((a, b) => b.assessments - a.assessments || b.visits - a.visits)[0]!
  await go(`/pregnancies/${pregnancyId}?tab=risk`)
  await page.locator('.chart svg').waitFor()
  await picture('risk-tab')
  await go(`/pregnancies/${pregnancyId}/risk/assessments/new`)
  await picture('risk-assessment')
}

/** The eye clinic: a child's file and a visit, a class, an instrument's file, the coverage. */
async function eyes(): Promise<void> {
  await signIn('yanbao')
  const { fileIds } = await eyeClassScene(guide)
  await signIn('yanbao')
  const { rows } = await call('eye.referral.list', { offset: 0, limit: 200 })
  const files = await Promise.all([...new Set(rows.map(row => row.fileId))].map(fileId => call('eye.open', { fileId }).then(({ visits }) => ({ fileId, visits: visits.length }))))
  const { fileId } = files.reduce((most, one) => one.visits > most.visits ? one : most)
  await go(`/eyes/${fileId}`)
  await picture('eye-file')
  await go(`/eyes/${fileIds[4]!}/visits/new`)
  await picture('eye-visit')
  await go('/eyes/instruments')
  await picture('eye-instruments')
  await go('/eyes/class')
  await listClass(guide)
  await picture('eye-class')
  await go('/eyes/coverage')
  await picture('eye-coverage')
}

/** Prenatal screening: a tube on its way, a result, a recall, a laboratory's file, the bulletin. */
async function prenatal(): Promise<void> {
  await signIn('yisheng')
  const { high, waiting, results } = await prenatalScene(guide)
  const { recalls } = await call('prenatal.open', { pregnancyId: high })
  await signIn('chanshai')
  await go(`/pregnancies/${high}?tab=prenatal`)
  await picture('prenatal-tab')
  await go(`/prenatal/${waiting}/samples/${(await call('prenatal.open', { pregnancyId: waiting })).samples[0]!.sample.id}`)
  await picture('prenatal-sample')
  await go('/prenatal?list=send')
  await picture('prenatal-lists')
  await go(`/prenatal/${high}/results/${results.serum!}`)
  await page.getByText('界值与来源').waitFor()
  await picture('prenatal-result')
  await go('/prenatal/files')
  await picture('prenatal-files')
  await go(`/prenatal/${high}/recalls/${recalls[0]!.recall.id}`)
  await picture('prenatal-recall')
  await go('/prenatal/bulletin')
  await page.locator('.chart svg').waitFor()
  await picture('prenatal-bulletin')
}

/** The programmes before pregnancy: a couple, her sheet and certificate; a couple's file and notice; folic acid. */
async function beforePregnancy(): Promise<void> {
  await signIn('fubao')
  const { rows } = await call('fertility.premarital.list', { view: 'all', offset: 0, limit: 200 })
  const wedding = rows.find(({ sex, opinion }) => sex === '2' && opinion === '1')!
  await go(`/premarital/${wedding.coupleNumber}`)
  await picture('premarital-couple')
  await go(`/premarital/${wedding.coupleNumber}/sheets/${wedding.id}`)
  await picture('premarital-sheet')
  await go(`/premarital/${wedding.coupleNumber}/print?what=certificate&id=${wedding.id}`)
  await picture('premarital-certificate')
  const { rows: [couple] } = await call('fertility.preconception.list', { view: 'outcome', offset: 0, limit: 1 })
  await go(`/preconception/${couple!.id}`)
  await picture('preconception-file')
  await go(`/preconception/${couple!.id}/print`)
  await picture('preconception-notice')
  await go('/women?tab=folicAcid&view=toFollow')
  await picture('folic-acid-list')
  const { rows: courses } = await call('fertility.folicAcid.list', { view: 'all', offset: 0, limit: 200 })
  await go(`/folic-acid/${courses.find(({ lastFollowDay }) => lastFollowDay !== null)!.courseId}`)
  await picture('folic-acid-course')
}

/** 两癌筛查 with its list and task, a menopause file with its course and a visit, a visit of a girl. */
async function women(): Promise<void> {
  const { screeningId, fileId, visitId, girlId, girlVisitId } = await womenScene(guide)
  for (const [address, name] of [
    [`/women/cancer/${screeningId}`, 'cancer-screening'], ['/women?tab=cancer&view=open', 'cancer-follow-up'], ['/women/cancer/task', 'cancer-task'],
    [`/women/menopause/${fileId}/visits/${visitId}`, 'menopause-visit'], [`/women/menopause/${fileId}`, 'menopause-file'], [`/women/adolescents/${girlId}/visits/${girlVisitId}`, 'adolescent-visit'],
  ] as const) { await go(address); await picture(name) }
}

/** 艾梅乙 as the named clerk sees it, and the two report cards. */
async function cards(): Promise<void> {
  await signIn('yunbao')
  await go('/infections?view=follow')
  await picture('infections')
  const { rows } = await call('infection.list', { view: 'all', offset: 0, limit: 50 })
  await go(`/infections/${rows[0]!.caseId!}`)
  await picture('infection-case')
  await signIn('shangji')
  await go('/report-cards?view=proposed')
  await picture('report-cards')
  const { rows: reported } = await call('vital.list', { view: 'all', offset: 0, limit: 50 })
  for (const [card, name] of [['defect', 'birth-defect-card'], ['death', 'maternal-death-card']] as const) {
    await go(`/report-cards/${card}/${reported.find(row => row.card === card)!.id!}`)
    await picture(name)
  }
}

/** The pelvic-floor clinic: a file, what was measured and how it went, the week and a session, a device's report, the director's figures. */
async function pelvicFloor(): Promise<void> {
  await signIn('pendi')
  const { fileId } = await pelvicFileScene(guide)
  const assessed = await pelvicAssessmentScene(guide)
  const { sessions } = await call('pelvic.session.calendar', { firstDay: addDays(today as Day, -3), days: 7 })
  const session = sessions.find(({ state }) => state === 'booked') ?? sessions[0]!
  // What the calls wrote past the screens is read anew after a reload.
  await signIn('pendi')
  for (const [address, name] of [
    ['/pelvic?tab=invite&view=all', 'pelvic-invite'], [`/pelvic/${fileId}`, 'pelvic-file'], [`/pelvic/${assessed.fileId}/assessments/${assessed.assessmentId}`, 'pelvic-assessment'],
    ['/pelvic?tab=calendar', 'pelvic-calendar'], ['/pelvic/board', 'pelvic-board'],
  ] as const) { await go(address); await picture(name) }
  await go(`/pelvic/${assessed.fileId}?tab=trend`)
  await page.locator('.pelvic-trends .chart svg').nth(5).waitFor()
  await picture('pelvic-trend')
  await go(`/pelvic/${session.fileId}/sessions/${session.id}`)
  await page.keyboard.press('F8')
  await page.locator('.asked-line').first().waitFor()
  await picture('pelvic-session')
  const report = await call('pelvic.report.list', { state: 'waiting', offset: 0, limit: 1 })
  await go(`/pelvic/reports/${report.rows[0]!.id}`)
  await picture('pelvic-report')
}

try {
  await fitScreen()
  await call('system.openPractice', { persons: PERSONS })
  await page.reload()
  await page.getByRole('textbox').first().waitFor()
  await picture('log-in')
  for (const part of [issuing, replacing, stock, settings, referrals, province, children, eyes, pregnancies, prenatal, beforePregnancy, risks, women, cards, pelvicFloor]) await part()
} finally {
  await desk.close()
  papers.remove()
}
