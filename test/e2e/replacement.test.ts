import { expect, type Page, test } from '@playwright/test'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Desk, freshDataFolder, launchDesk } from '../support/launch.ts'
import { ask, CertificateDesk, PASSWORD, registerBirth, signIn, tickMaterials, today } from './pages/certificate.ts'
import { issuedCertificate, openReplacingHospital, ReplacementDesk } from './pages/replacement.ts'

const OVERPRINT = join(tmpdir(), `fuyou-e2e-replacement-${process.pid}.pdf`)

/** Nobody is here to answer the system's dialog for a file. */
const saveInto = (desk: Desk, path: string) => desk.app.evaluate(({ dialog }, filePath) => {
  dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath }) as ReturnType<typeof dialog.showSaveDialog>
}, path)

const stateOf = async (page: Page, number: string) => (await ask(page, 'stock.history', { number })).at(-1)?.toState

test('a lost certificate of a registered child is re-issued: 正页 only, the new 副页 kept and void, the old number 遗失作废', async () => {
  const desk = await launchDesk()
  const { page } = desk
  const replacements = new ReplacementDesk(page)
  const certificates = new CertificateDesk(page)
  try {
    await saveInto(desk, OVERPRINT)
    await openReplacingHospital(page)
    const { newbornId, number } = await issuedCertificate(page, '李思远')
    await signIn(page, 'qianfa')
    await test.step('the clerk finds the certificate by its number; applicant and collector are there already', async () => {
      await replacements.begin('reissue', number)
      await expect(replacements.field('applicantName')).toHaveValue('张丽华')
      await expect(replacements.field('collectorName')).toHaveValue('张丽华')
      await expect(page.locator('aside')).toContainText('李思远')
      await expect(page.locator('aside')).toContainText('0 次')
    })
    await test.step('what will be handed out is said as soon as the registration is known', async () => {
      await replacements.applyForLost({ registered: true })
      await expect(replacements.fate).toContainText('留存作废')
      await expect(replacements.fate).toContainText('仍有效;新证占用编号时失效')
    })
    await test.step('the reviewer, another account, agrees at the same window', async () => {
      await certificates.switchUser('郑审核')
      await replacements.agree()
      await expect(replacements.state).toHaveText('已批准待打印')
    })
    await test.step('print, seal and hand over are those of the first issue', async () => {
      await certificates.switchUser('孙签发')
      await certificates.print('Z430000002')
      expect(await stateOf(page, number)).toBe('lostVoid')
      await expect(replacements.fate).toContainText('已失效:遗失作废,找到后须交回')
      await certificates.answerGood()
      await certificates.switchUser('吴盖章')
      await expect(page.locator('.compare .is-different')).toHaveCount(0)
      await certificates.seal('Z430000002')
      await certificates.switchUser('孙签发')
      await expect(page.locator('.hand-over-parts')).toContainText('副页已剪下留存')
      await replacements.handOver()
    })
    const state = await ask(page, 'certificate.desk', { newbornId })
    expect(state).toMatchObject({ step: 'done', replacement: null, certificate: { number: 'Z430000002', state: 'issued', issueType: '3', collectorName: '张丽华' } })
    expect(state.past.map(sheet => [sheet.number, sheet.state])).toEqual([[number, 'lostVoid']])
    const { rows: [row] } = await ask(page, 'replacement.list', { offset: 0, limit: 5 })
    expect(row).toMatchObject({ kind: 'reissue', state: 'done', oldNumber: number, newNumber: 'Z430000002' })
    expect(await ask(page, 'certificate.replacement.get', { id: row!.id })).toMatchObject({ secondPart: '3', secondPartReason: '已在西渡派出所登记户口', householdRegistered: true })
    await test.step('both numbers lead to each other', async () => {
      await certificates.goto(`/certificate/${newbornId}`)
      await expect(page.locator('.past-sheet')).toContainText('由 Z430000002 替代(补发)')
      await page.locator('.past-sheet button').click()
      await expect(page.locator('.ant-drawer')).toContainText('新证 Z430000002')
    })
  } finally {
    await desk.close()
  }
})

test('an exchange for a wrong name, with a misprint on the way: the corrected name is printed, the register follows', async () => {
  const desk = await launchDesk()
  const { page } = desk
  const replacements = new ReplacementDesk(page)
  const certificates = new CertificateDesk(page)
  try {
    await saveInto(desk, OVERPRINT)
    await openReplacingHospital(page)
    const { newbornId, number } = await issuedCertificate(page, '李思元')
    await signIn(page, 'qianfa')
    await test.step('from the child’s page, F7', async () => {
      await certificates.goto(`/certificate/${newbornId}`)
      await expect(page.getByText('已签发并领取')).toBeVisible()
      await page.keyboard.press('F7')
      await expect(page.getByRole('heading', { name: '新的换发申请' })).toBeVisible()
    })
    await test.step('the reason says the content was wrong: the next step is the correction', async () => {
      await replacements.chooseReason('签发机构责任')
      await replacements.pick('householdRegistered', '否')
      await replacements.pick('returnedParts', '正页和副页')
      await expect(replacements.field('returnedByName')).toHaveValue('张丽华')
      await tickMaterials(page)
      await expect(page.getByRole('button', { name: '下一步:更正登记内容' })).toBeVisible()
      await page.keyboard.press('Control+Enter')
      const name = page.locator('#certificate-registration-babyName')
      await expect(name).toBeFocused()
      await page.keyboard.press('Control+A')
      await page.keyboard.type('李思远')
      await expect(page.locator('.difference-table')).toContainText('李思元')
      await expect(page.locator('.difference-table .is-after')).toHaveText(['李思远'])
      await page.keyboard.press('Control+Enter')
    })
    await test.step('handed in and approved', async () => {
      await replacements.apply()
      await certificates.switchUser('郑审核')
      await expect(page.locator('.difference-table .is-before')).toHaveText(['李思元'])
      await replacements.agree('核对原始记录,属笔误')
      await certificates.switchUser('孙签发')
    })
    await test.step('the first sheet is spoiled: void, and the application waits for the next number', async () => {
      await certificates.print('Z430000002')
      await certificates.answerInked('卡纸', '郑审核')
      await expect(page.locator('#scan')).toBeFocused()
      await expect(replacements.state).toHaveText('已批准待打印')
      expect([await stateOf(page, number), await stateOf(page, 'Z430000002')]).toEqual(['exchanged', 'void'])
    })
    await test.step('the second one is good', async () => {
      await certificates.print('Z430000003')
      await certificates.answerGood()
      await certificates.switchUser('吴盖章')
      await expect(page.locator('.compare')).toContainText('李思远')
      await certificates.seal('Z430000003')
      await certificates.switchUser('孙签发')
      await replacements.handOver()
    })
    const state = await ask(page, 'certificate.desk', { newbornId })
    expect(state).toMatchObject({ certificate: { number: 'Z430000003', issueType: '2', babyName: '李思远' }, registration: { babyName: '李思远' } })
    expect(state.past.map(sheet => [sheet.number, sheet.state]).toSorted()).toEqual([[number, 'exchanged'], ['Z430000002', 'void']])
  } finally {
    await desk.close()
  }
})

test('a second re-issue needs the director: at the reviewer’s window or at a window of their own', async () => {
  const desk = await launchDesk()
  const { page } = desk
  const replacements = new ReplacementDesk(page)
  const certificates = new CertificateDesk(page)
  try {
    await saveInto(desk, OVERPRINT)
    await openReplacingHospital(page)
    const { number } = await issuedCertificate(page, '李思远')
    const reissue = async (old: string, next: string, review: () => Promise<void>): Promise<void> => {
      await signIn(page, 'qianfa')
      await replacements.begin('reissue', old)
      await replacements.applyForLost({ registered: false })
      await certificates.switchUser('郑审核')
      await review()
      await expect(replacements.state).toHaveText('已批准待打印')
      await certificates.switchUser('孙签发')
      await certificates.print(next)
      await certificates.answerGood()
      await certificates.switchUser('吴盖章')
      await certificates.seal(next)
      await certificates.switchUser('孙签发')
      await replacements.handOver()
    }
    await reissue(number, 'Z430000002', () => replacements.agree())
    await reissue('Z430000002', 'Z430000003', async () => {
      await expect(page.getByText('第 2 次补发,须分管领导批准并说明理由').first()).toBeVisible()
      await replacements.agree('材料齐全')
      await expect(replacements.state).toHaveText('待二级审批')
      await certificates.switchUser('韩分管')
      const approve = page.getByRole('button', { name: '批准 Ctrl+Enter' })
      await expect(approve).toBeDisabled()
      await replacements.agree('家中失火,情况属实')
    })
    await reissue('Z430000003', 'Z430000004', async () => {
      const here = page.locator('#decision-director-here')
      await here.focus()
      await page.keyboard.press('Space')
      await certificates.choose('decision-director-name', '韩分管')
      await certificates.type('decision-director-password', PASSWORD)
      await certificates.type('decision-director-reason', '情况属实')
      await page.keyboard.press('Control+Enter')
    })
    const { rows } = await ask(page, 'replacement.list', { offset: 0, limit: 5 })
    expect(rows.map(row => [row.newNumber, row.state, row.approvedByName])).toEqual([['Z430000004', 'done', '韩分管'], ['Z430000003', 'done', '韩分管'], ['Z430000002', 'done', null]])
  } finally {
    await desk.close()
  }
})

test('an exchange without the old 正页 is refused at its field, and the unfinished application waits', async () => {
  const desk = await launchDesk()
  const { page } = desk
  const replacements = new ReplacementDesk(page)
  try {
    await openReplacingHospital(page)
    const { number } = await issuedCertificate(page, '李思远')
    await signIn(page, 'qianfa')
    await replacements.begin('exchange', number)
    await replacements.chooseReason('严重损坏')
    await replacements.pick('householdRegistered', '否')
    await tickMaterials(page)
    await page.keyboard.press('Control+Enter')
    await expect(replacements.issuesOf('returnedParts')).toContainText('换发须交回原证正页')
    await expect(page.locator('[data-field="returnedParts"] input').first()).toBeFocused()
    expect((await ask(page, 'replacement.list', { offset: 0, limit: 5, state: 'applied' })).total).toBe(0)
    await page.keyboard.press('F2')
    await expect(replacements.state).toHaveText('准备中')
    await expect(replacements.fate).toContainText('仍有效')
    expect(await stateOf(page, number)).toBe('issued')
    await replacements.pick('returnedParts', '正页和副页')
    await replacements.apply()
  } finally {
    await desk.close()
  }
})

test('killed between approval and print: the old certificate still counts, and the sheet is printed after the restart', async () => {
  const folder = freshDataFolder()
  try {
    const first = await launchDesk({ data: folder.path })
    const hospital = await openReplacingHospital(first.page)
    const { number } = await issuedCertificate(first.page, '李思远')
    await signIn(first.page, 'qianfa')
    const before = new ReplacementDesk(first.page)
    await before.begin('reissue', number)
    await test.step('typed work outlives a kill', async () => {
      await before.pick('lossReason', '被盗')
      await before.type('reasonNote', '公交车上被盗')
      await expect.poll(async () => {
        const { id } = (await ask(first.page, 'certificate.find', { number }))!
        return ask(first.page, 'draft.get', { form: `certificate.replacement:reissue:${id}` })
      }).toMatchObject({ content: { values: { reasonNote: '公交车上被盗' } } })
    })
    const kill = async (desk: Desk) => {
      const gone = new Promise(resolve => desk.app.process().once('exit', resolve))
      desk.app.process().kill('SIGKILL')
      await gone
    }
    const again = async () => {
      const desk = await launchDesk({ data: folder.path })
      await saveInto(desk, OVERPRINT)
      await expect.poll(async () => (await ask(desk.page, 'system.state', null)).state).not.toBe('opening')
      if ((await ask(desk.page, 'system.state', null)).state === 'needs-passphrase') await ask(desk.page, 'system.unlock', { passphrase: hospital.passphrase })
      await signIn(desk.page, 'qianfa')
      return desk
    }
    await kill(first)
    const second = await again()
    const middle = new ReplacementDesk(second.page)
    await middle.begin('reissue', number)
    await second.page.getByRole('button', { name: '恢复内容' }).click()
    await expect(middle.field('reasonNote')).toHaveValue('公交车上被盗')
    await middle.applyForLost({ registered: false })
    await new CertificateDesk(second.page).switchUser('郑审核')
    await middle.agree()
    await expect(middle.state).toHaveText('已批准待打印')
    await kill(second)
    const third = await again()
    try {
      const { page } = third
      expect(await stateOf(page, number)).toBe('issued')
      const after = new ReplacementDesk(page)
      const certificates = new CertificateDesk(page)
      // The desk's own queue leads there too.
      await certificates.openDesk()
      await page.keyboard.type('李思远')
      await page.keyboard.press('Enter')
      await expect(after.state).toHaveText('已批准待打印')
      await certificates.print('Z430000002')
      await certificates.answerGood()
      expect([await stateOf(page, number), await stateOf(page, 'Z430000002')]).toEqual(['lostVoid', 'printed'])
    } finally {
      await third.close()
    }
  } finally {
    folder.remove()
  }
})

test('an old paper certificate is entered with the director, its re-issue forwarded to the county and answered; a spoiled blank is void', async () => {
  const desk = await launchDesk()
  const { page } = desk
  const replacements = new ReplacementDesk(page)
  const certificates = new CertificateDesk(page)
  try {
    await openReplacingHospital(page, { reissueAuthority: 'county' })
    const { newbornIds: [newbornId = ''] } = await registerBirth(page)
    await signIn(page, 'qianfa')
    await test.step('a number that is not known here leads to the back-entry', async () => {
      await replacements.openList()
      await page.keyboard.press('F4')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('新申请')
      await page.keyboard.press('F9')
      await expect(page.locator('#old-search')).toBeFocused()
      await page.keyboard.insertText('Y430000777')
      await expect(page.getByText('本系统没有这张证明')).toBeVisible()
      await page.getByRole('link', { name: '遗留问题补录' }).press('Enter')
      await expect(page.locator('#back-entry-search')).toBeFocused()
      await page.keyboard.type('张丽华')
      await page.keyboard.press('Enter')
      await expect(page.locator('#back-entry-number')).toHaveValue('Y430000777')
    })
    await test.step('entered as the paper has it; the director agrees with a password', async () => {
      await certificates.type('back-entry-day', today().replaceAll('-', ''))
      await page.keyboard.press('Tab')
      await certificates.type('back-entry-institution', '衡阳市第二人民医院')
      await certificates.type('back-entry-reason', '本院启用程序前签发,见 2026 年第 12 号档案')
      await certificates.type('certificate-registration-babyName', '张思远')
      await certificates.pick('fatherProvided', '不登记(母亲声明)')
      await certificates.choose('back-entry-director-name', '韩分管')
      await certificates.type('back-entry-director-password', PASSWORD)
      await page.keyboard.press('Control+Enter')
      await expect(page.getByText('已签发并领取')).toBeVisible()
      await expect(page.locator('.page-subtitle .back-entered')).toHaveText('补录')
    })
    await test.step('re-issue is the county’s: reviewed here, forwarded, and answered', async () => {
      await page.keyboard.press('F9')
      await expect(page.getByText('本省由县级主管部门(或其委托机构)补发').first()).toBeVisible()
      await expect(replacements.fate).toContainText('补录')
      await replacements.applyForLost({ registered: false })
      await certificates.switchUser('郑审核')
      await replacements.agree()
      await expect(replacements.state).toHaveText('已转报上级')
      await certificates.switchUser('孙签发')
      await expect(page.getByText('请家属到县级主管部门办理')).toBeVisible()
      await page.keyboard.press('F10')
      await expect(page.getByRole('dialog').locator('iframe')).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await certificates.type('forward-number', 'Z439999001')
      await page.keyboard.press('Control+Enter')
      await expect(replacements.state).toHaveText('已办结')
    })
    expect(await ask(page, 'certificate.desk', { newbornId })).toMatchObject({ certificate: { number: 'Z439999001', backEntered: true }, past: [{ number: 'Y430000777', state: 'lostVoid', backEntered: true }] })
    await test.step('a torn blank is void with the reviewer’s word, and its form is there to print', async () => {
      await replacements.openList()
      await page.keyboard.press('F6')
      await expect(page.locator('#void-number')).toBeFocused()
      await page.keyboard.insertText('Z430000001')
      await certificates.field('void-reason-code').getByRole('radio', { name: '其他' }).press('Space')
      await certificates.type('void-reason', '取纸时撕破')
      await certificates.choose('void-reviewer-name', '郑审核')
      await certificates.type('void-reviewer-password', PASSWORD)
      await page.keyboard.press('Control+Enter')
      await expect(page.getByRole('dialog')).toContainText('作废登记表')
      expect(await stateOf(page, 'Z430000001')).toBe('void')
    })
  } finally {
    await desk.close()
  }
})
