import { expect, type Page, test } from '@playwright/test'
import { type Desk, freshDataFolder, launchDesk } from '../support/launch.ts'
import { ask, CertificateDesk, openHospital, registerBirth, signIn } from './pages/certificate.ts'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const OVERPRINT = join(tmpdir(), `fuyou-e2e-overprint-${process.pid}.pdf`)

/** Nobody is here to answer the system's dialog for a file. */
const saveInto = (desk: Desk, path: string) => desk.app.evaluate(({ dialog }, filePath) => {
  dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath }) as ReturnType<typeof dialog.showSaveDialog>
}, path)

test('a certificate is issued by keyboard, with a misprint on the way: 0001 void, 0002 handed over', async () => {
  const desk = await launchDesk()
  const { page } = desk
  const certificates = new CertificateDesk(page)
  try {
    await saveInto(desk, OVERPRINT)
    await openHospital(page)
    const { newbornIds } = await registerBirth(page)
    await test.step('the issuer finds the child in the queue and completes the register', async () => {
      await signIn(page, 'qianfa')
      await certificates.open('张丽华')
      await certificates.register('李思远')
    })
    await test.step('the first sheet is spoiled: its number becomes void, and the next one is asked for at once', async () => {
      await certificates.print('Z430000001')
      await certificates.answerInked('卡纸,第二联印歪', '郑审核')
      await expect(page.locator('.past-sheet')).toContainText('Z430000001')
      await expect(page.locator('#scan')).toBeFocused()
    })
    await test.step('the second sheet is good', async () => {
      await certificates.print('Z430000002')
      await certificates.answerGood()
      await expect(page.getByText('证章分离:Z430000002 是您打印的')).toBeVisible()
    })
    await test.step('another person compares and seals at the same window', async () => {
      await certificates.switchUser('吴盖章')
      await expect(page.locator('.compare')).toContainText('110101199306079996')
      await expect(page.locator('.compare .is-different')).toHaveCount(0)
      await certificates.seal('Z430000002')
      await expect(page.getByText('Z430000002 已盖章签发')).toBeVisible()
    })
    await test.step('the issuer hands it to the mother', async () => {
      await certificates.switchUser('孙签发')
      await certificates.handOver()
    })
    const state = await ask(page, 'certificate.desk', { newbornId: newbornIds[0]! })
    expect(state).toMatchObject({ step: 'done', certificate: { number: 'Z430000002', state: 'issued', collectorName: '张丽华', printedByName: '孙签发', sealedByName: '吴盖章' } })
    expect(state.past.map(sheet => [sheet.number, sheet.state, sheet.endReason])).toEqual([['Z430000001', 'void', '1']])
    const moves = await ask(page, 'stock.history', { number: 'Z430000001' })
    expect(moves.at(-1)).toMatchObject({ fromState: 'held', toState: 'void', secondPersonName: '郑审核', reason: '卡纸,第二联印歪' })
  } finally {
    await desk.close()
  }
})

test('the program is killed while a number is held: after the restart it is still held, and the question comes first', async () => {
  const folder = freshDataFolder()
  try {
    const first = await launchDesk({ data: folder.path })
    await saveInto(first, OVERPRINT)
    const hospital = await openHospital(first.page)
    await registerBirth(first.page)
    await signIn(first.page, 'qianfa')
    const before = new CertificateDesk(first.page)
    await before.open('张丽华')
    await before.register('李思远')
    await before.print('Z430000001')
    const gone = new Promise(resolve => first.app.process().once('exit', resolve))
    first.app.process().kill('SIGKILL')
    await gone

    const second = await launchDesk({ data: folder.path })
    const { page } = second
    try {
      await saveInto(second, OVERPRINT)
      // Where the machine keeps no secrets the printed passphrase opens the database.
      await expect.poll(async () => (await ask(page, 'system.state', null)).state).not.toBe('opening')
      if ((await ask(page, 'system.state', null)).state === 'needs-passphrase') await ask(page, 'system.unlock', { passphrase: hospital.passphrase })
      await signIn(page, 'qianfa')
      const question = page.locator('.pending-print')
      await expect(question).toContainText('Z430000001')
      await expect(question.getByRole('heading', { name: '印好了吗?' })).toBeVisible()
      expect((await ask(page, 'stock.list', { state: 'held' })).rows.map(row => row.number)).toEqual(['Z430000001'])
      // Neither Escape nor Enter makes it go away.
      await page.keyboard.press('Escape')
      await page.keyboard.press('Enter')
      await expect(question).toBeVisible()
      const certificates = new CertificateDesk(page)
      await certificates.answerInked('停电,只印了一半', '郑审核')
      await expect(question).toBeHidden()
      await certificates.open('张丽华')
      await certificates.print('Z430000002')
      await certificates.answerGood()
      await expect(page.getByText('Z430000002 已打印,等待另一人盖章')).toBeVisible()
      expect((await ask(page, 'stock.list', { state: 'void' })).rows.map(row => row.number)).toEqual(['Z430000001'])
    } finally {
      await second.close()
    }
  } finally {
    folder.remove()
  }
})

test('ticked papers and their notes are part of the unfinished work: a killed program offers them again', async () => {
  const folder = freshDataFolder()
  try {
    const first = await launchDesk({ data: folder.path })
    const hospital = await openHospital(first.page)
    const { newbornIds } = await registerBirth(first.page)
    await signIn(first.page, 'qianfa')
    await new CertificateDesk(first.page).open('张丽华')
    const paper = (page: Page) => page.getByRole('checkbox', { name: '母亲有效身份证件(原件及复印件)' })
    await paper(first.page).focus()
    await first.page.keyboard.press('Space')
    await first.page.getByLabel('母亲有效身份证件(原件及复印件)备注').fill('原件已核对')
    // Nothing but papers was touched: the draft must not depend on a typed field.
    await expect.poll(() => ask(first.page, 'draft.get', { form: `certificate.registration:${newbornIds[0]!}` })).toMatchObject({ content: { beside: [['motherId', { present: true, note: '原件已核对' }]] } })
    const gone = new Promise(resolve => first.app.process().once('exit', resolve))
    first.app.process().kill('SIGKILL')
    await gone
    const second = await launchDesk({ data: folder.path })
    try {
      const { page } = second
      await expect.poll(async () => (await ask(page, 'system.state', null)).state).not.toBe('opening')
      if ((await ask(page, 'system.state', null)).state === 'needs-passphrase') await ask(page, 'system.unlock', { passphrase: hospital.passphrase })
      await signIn(page, 'qianfa')
      await new CertificateDesk(page).open('张丽华')
      await expect(paper(page)).not.toBeChecked()
      await page.getByRole('button', { name: '恢复内容' }).click()
      await expect(paper(page)).toBeChecked()
      await expect(page.getByLabel('母亲有效身份证件(原件及复印件)备注')).toHaveValue('原件已核对')
    } finally {
      await second.close()
    }
  } finally {
    folder.remove()
  }
})

test('a name is judged while it is typed, a traditional character is put right with one key, and nothing long breaks the page', async () => {
  const desk = await launchDesk()
  const { page } = desk
  const certificates = new CertificateDesk(page)
  const longName = '古丽巴哈尔·阿不都热合曼·买买提依明·吐尔逊江·艾合买提·玉素甫·阿布力孜·吾买尔江·库尔班𬱖㙍'
  try {
    await openHospital(page)
    await registerBirth(page, {
      mother: { name: longName, householdAddress: '某某镇某某村第十二村民小组一百二十八号附三号某某小区九栋二单元一千零二室靠近河边大桥东头老槐树旁的院子里' },
      newborns: [{ sex: '1' }, { sex: '2' }],
    })
    await signIn(page, 'qianfa')
    await certificates.openDesk()
    await expectNothingWiderThanPage(page)
    await page.keyboard.type('古丽')
    await page.keyboard.press('Enter')
    const name = certificates.field('certificate-registration-babyName')
    await expect(name).toBeFocused()
    await page.keyboard.type('张銘')
    const spoiled = page.locator('.name-character.is-bad')
    await expect(spoiled).toHaveText('銘')
    const mend = page.getByRole('button', { name: '“銘”改为“铭”' })
    await mend.focus()
    await page.keyboard.press('Enter')
    await expect(name).toHaveValue('张铭')
    await expect(spoiled).toHaveCount(0)
    await certificates.type('certificate-registration-babyName', longName)
    await expect(page.locator('.name-character')).toHaveCount([...longName].length)
    await expectNothingWiderThanPage(page)
    // An unfinished register is a note to oneself: it is saved and waits in its queue.
    await page.keyboard.press('F2')
    await expect(page.getByText('已保存,可以稍后接着填写')).toBeVisible()
    await certificates.openDesk()
    await expectNothingWiderThanPage(page)
    expect((await ask(page, 'certificate.queue', { queue: 'register' })).rows.map(row => row.babyName).toSorted()).toContain(longName)
  } finally {
    await desk.close()
  }
})

async function expectNothingWiderThanPage(page: Desk['page']): Promise<void> {
  const wide = await page.evaluate(() => [document.documentElement, document.querySelector('#content')!].map(element => element.scrollWidth - element.clientWidth))
  expect(wide).toEqual([0, 0])
}
