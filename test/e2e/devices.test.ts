import { expect, type Page, test } from '@playwright/test'
import { INITIAL_DEVICE_SETTINGS, READER_PRESETS } from '../../domain/device/device-settings.ts'
import { CARD_OF_MOTHER, startCardReaderSimulator } from '../support/card-reader-simulator.ts'
import { launchDesk } from '../support/launch.ts'
import { ask, CertificateDesk, openHospital, PASSWORD, registerBirth, signIn } from './pages/certificate.ts'
import { plugScanner } from './pages/scanner.ts'

/** Where pictures go that somebody wants to look at; without it none are made. */
const PICTURES = process.env.FUYOU_PICTURES
const picture = async (page: Page, name: string): Promise<void> => { if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png` }) }

const goto = (page: Page, path: string): Promise<void> => page.evaluate(to => { location.hash = `#${to}` }, path)
const asAdministrator = (page: Page) => ask(page, 'auth.login', { loginName: 'guanli', password: PASSWORD })

test('a scan under a Chinese input method goes where it is wanted and leaves no sign in the field', async () => {
  const desk = await launchDesk()
  const { page } = desk
  const certificates = new CertificateDesk(page)
  try {
    await page.setViewportSize({ width: 1366, height: 768 })
    await openHospital(page)
    await registerBirth(page)
    const scanner = await plugScanner(page)

    await test.step('an ID number scanned while a name is looked for opens the person', async () => {
      await signIn(page, 'dengji')
      await goto(page, '/people')
      await expect(page.locator('#people-search')).toBeFocused()
      await page.keyboard.insertText('张')
      await scanner.scan('110101199508150009', { underInputMethod: true })
      await expect(page.getByRole('heading', { name: '人员档案' })).toBeVisible()
      await expect(page.locator('#content')).toContainText('张丽华')
      await goto(page, '/people')
      await expect(page.locator('#people-search')).toHaveValue('')
    })

    await test.step('a number typed by hand stays where it was typed', async () => {
      await scanner.scan('110101199508150009', { gapMs: 90 })
      await expect(page).toHaveURL(/#\/people/)
    })

    await test.step('at the stock a number shows its life; a dialog takes a range; the field of the filter stays empty', async () => {
      await signIn(page, 'zhengjian')
      await goto(page, '/stock')
      await page.locator('#stock-from').focus()
      await scanner.scan('Z430000021', { underInputMethod: true })
      await expect(page.getByRole('dialog')).toContainText('Z430000021')
      await expect(page.locator('#stock-from')).toHaveValue('')
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
      await page.keyboard.press('F6')
      await expect(page.locator('#move-first')).toBeFocused()
      await scanner.scan('Z430000022', { underInputMethod: true })
      await expect(page.locator('#move-first')).toHaveValue('Z430000022')
      await expect(page.locator('#move-last')).toBeFocused()
      await expect(page.locator('#move-last')).toHaveValue('')
      await scanner.scan('Z430000025')
      await expect(page.locator('#move-last')).toHaveValue('Z430000025')
      await expect(page.getByText('4 张', { exact: true })).toBeVisible()
      await page.keyboard.press('Escape')
    })

    await test.step('at the printing garbage is refused with a sentence, and the right number twice counts once', async () => {
      await signIn(page, 'qianfa')
      await certificates.open('张丽华')
      await certificates.register('李思远')
      await expect(page.locator('#scan')).toBeFocused()
      await scanner.scan('6901234567892', { underInputMethod: true })
      await expect(page.getByText('扫到的“6901234567892”不是出生医学证明编号')).toBeVisible()
      await expect(page.locator('#scan')).toHaveValue('')
      await scanner.scan('Z430000001', { underInputMethod: true })
      // Nobody looks twice at a paper within the same millisecond.
      await expect(page.locator('#scan')).toHaveValue('Z430000001')
      await scanner.scan('Z430000001')
      await expect(page.locator('#scan')).toHaveValue('Z430000001')
      await expect(page.getByText('✓ 编号一致')).toBeVisible()
      await picture(page, 'print-scanned')
    })
  } finally {
    await desk.close()
  }
})

test('a card finds its person, shows what differs and fills a new one; a reader that hangs or dies says so', async () => {
  const simulator = await startCardReaderSimulator()
  const desk = await launchDesk()
  const { page } = desk
  const cardButton = page.locator('.card-button')
  try {
    await page.setViewportSize({ width: 1366, height: 768 })
    await openHospital(page)
    const { newbornIds } = await registerBirth(page)
    await asAdministrator(page)
    await ask(page, 'device.saveSettings', { ...INITIAL_DEVICE_SETTINGS, reader: { ...READER_PRESETS.ws38088!, port: simulator.port, timeoutMs: 1000 } })

    await test.step('a known person whose card says otherwise: nothing is overwritten until the clerk chooses and saves', async () => {
      await signIn(page, 'dengji')
      await goto(page, '/people')
      simulator.lay({ ...CARD_OF_MOTHER, name: '张莉华', validEnd: '20200101' })
      await expect(cardButton).toBeVisible()
      await page.keyboard.press('F6')
      const dialog = page.getByRole('dialog')
      await expect(dialog).toContainText('张莉华')
      await expect(dialog).toContainText('过期')
      await expect(dialog.getByRole('row', { name: /姓名/ })).toContainText('张丽华')
      await picture(page, 'card-differences')
      await dialog.getByRole('radiogroup', { name: '姓名' }).getByRole('radio', { name: '身份证' }).check()
      await page.keyboard.press('F2')
      await expect(page.locator('#person-name')).toHaveValue('张莉华')
      expect((await ask(page, 'person.search', { text: '110101199508150009', limit: 2 })).map(hit => hit.name)).toEqual(['张丽华'])
      await page.keyboard.press('Escape')
      await page.keyboard.press('Enter')
    })

    await test.step('somebody new is begun from the card', async () => {
      await signIn(page, 'dengji')
      await goto(page, '/people')
      simulator.lay({ ...CARD_OF_MOTHER, name: '李国强', sex: '男', nation: '土家', birthday: '19930607', cardID: '110101199306079996' })
      await expect(cardButton).toBeVisible()
      await page.keyboard.press('F6')
      await expect(page.locator('#person-name')).toHaveValue('李国强')
      await expect(page.locator('#person-birthDay')).toHaveValue('1993-06-07')
      await expect(page.locator('[data-field=ethnicGroup]')).toContainText('土家族')
      await picture(page, 'card-new-person')
    })

    for (const [mood, sentence] of [['hang', '1 秒内没有答复'], ['die', '读卡中途阅读器断开了'], ['garbage', '不完整或无法识别'], ['half', '不完整或无法识别'], ['noCard', '未检测到身份证']] as const) {
      await test.step(`a reader that does ${mood}: a sentence, nothing entered, and by hand it goes on`, async () => {
        simulator.behave(mood)
        const before = await page.locator('#person-name').inputValue()
        await page.keyboard.press('F6')
        await expect(page.getByRole('dialog')).toContainText(sentence)
        if (mood === 'hang') await picture(page, 'card-hang')
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toBeHidden()
        await expect(page.locator('#person-name')).toHaveValue(before)
        simulator.behave('good')
      })
    }

    await test.step('in the register the father’s card fills the father', async () => {
      await signIn(page, 'qianfa')
      await goto(page, `/certificate/${newbornIds[0]!}`)
      await expect(page.locator('#certificate-registration-babyName')).toBeVisible()
      await expect(cardButton).toBeVisible()
      await page.keyboard.press('F6')
      const dialog = page.getByRole('dialog')
      await expect(dialog.getByRole('radio', { name: '父亲' })).toBeChecked()
      await picture(page, 'card-register')
      await page.keyboard.press('F2')
      await expect(page.locator('#certificate-registration-fatherName')).toHaveValue('李国强')
      await expect(page.locator('#certificate-registration-fatherIdNumber')).toHaveValue('110101199306079996')
    })

    await test.step('测试 on the settings page', async () => {
      await signIn(page, 'guanli')
      await goto(page, '/settings/devices')
      await page.getByRole('button', { name: '测试' }).click()
      await expect(page.getByText('读卡成功')).toBeVisible()
      const scanner = await plugScanner(page)
      await page.locator('#scan-trial').focus()
      await scanner.scan('Z430000001', { gapMs: 12 })
      await expect(page.getByText('识别为扫描:Z430000001,最大间隔 12 毫秒')).toBeVisible()
      await picture(page, 'settings-devices')
      await page.locator('#screen-mode').scrollIntoViewIfNeeded()
      await picture(page, 'settings-devices-2')
    })
  } finally {
    await desk.close()
    await simulator.close()
  }
})

test('the parent sees six facts on the second screen and says 正确 or what is 有误', async () => {
  const desk = await launchDesk()
  const { page } = desk
  const certificates = new CertificateDesk(page)
  try {
    await page.setViewportSize({ width: 1366, height: 768 })
    await openHospital(page)
    const { newbornIds: [newbornId] } = await registerBirth(page)
    await asAdministrator(page)
    await ask(page, 'device.saveSettings', { ...INITIAL_DEVICE_SETTINGS, secondScreen: { mode: 'window', fullNumbers: false, openAtStart: false } })
    await signIn(page, 'qianfa')
    await certificates.open('张丽华')
    await certificates.register('李思远')

    const opened = desk.app.waitForEvent('window')
    await page.keyboard.press('F10')
    const parent = await opened
    await expect(parent.getByRole('heading', { name: '请您核对以下六项' })).toBeVisible()
    await expect(parent.locator('.fact')).toHaveCount(6)
    await expect(parent.locator('[data-line=babyName] rt')).toHaveText(['lǐ', 'sī', 'yuǎn'])
    await expect(parent.locator('[data-line=idNumber]')).toContainText('110101********0009')
    await picture(parent, 'parent-facts')
    await picture(page, 'parent-waiting')

    await test.step('the parent’s window has its own small bridge and nothing else', async () => {
      const seen = await parent.evaluate(() => ({
        own: Object.keys((globalThis as unknown as { parentScreen: object }).parentScreen).toSorted(), others: ['bridge', 'require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter(name => name in globalThis),
        opened: window.open('https://example.com/') !== null, url: location.href,
      }))
      expect(seen).toEqual({ own: ['answer', 'onShow'], others: [], opened: false, url: 'fuyou://app/second-screen/index.html' })
      expect(await parent.evaluate(() => (globalThis as unknown as { parentScreen: { answer(given: unknown): Promise<boolean> } }).parentScreen.answer({ kind: 'right' }))).toBe(false)
      const preferences = await desk.app.evaluate(({ BrowserWindow }) => {
        const own = BrowserWindow.getAllWindows().find(window => window.webContents.getURL().includes('second-screen'))!.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
        const { sandbox, contextIsolation, nodeIntegration, webSecurity } = own.getLastWebPreferences()
        return { sandbox, contextIsolation, nodeIntegration, webSecurity }
      })
      expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true })
    })

    await test.step('正确 is noted with its time, and the screen shows the hospital’s name alone', async () => {
      await parent.getByRole('button', { name: '正确' }).click()
      await expect(page.locator('.parent-check .ant-alert')).toContainText('六项正确')
      await expect(parent.getByRole('heading', { name: '青山县妇幼保健院' })).toBeVisible()
      expect(await parent.content()).not.toContain('李思远')
      await picture(parent, 'parent-idle')
      await picture(page, 'parent-right')
      expect(await ask(page, 'device.parentChecks', { newbornId: newbornId! })).toMatchObject([{ answer: 'right', answeredBy: 'parent', outdated: false }])
    })

    await test.step('有误: the parent taps the line', async () => {
      await page.keyboard.press('F10')
      await parent.getByRole('button', { name: '有误', exact: false }).last().click()
      await expect(parent.getByRole('heading', { name: '请点一下有误的那一项' })).toBeVisible()
      await picture(parent, 'parent-choosing')
      await parent.locator('[data-line=fatherName]').click()
      await expect(page.locator('.parent-check .ant-alert')).toContainText('家长指出有误:父亲姓名')
    })

    await test.step('the clerk answers by key for a parent who cannot', async () => {
      await page.keyboard.press('F10')
      await expect(page.getByRole('dialog')).toContainText('副屏正在等家长核对')
      await page.keyboard.press('F2')
      await expect(page.locator('.parent-check .ant-alert')).toContainText('代家长回答')
    })

    await test.step('closing the window in the middle notes nothing', async () => {
      await page.keyboard.press('F10')
      await expect(parent.locator('.fact')).toHaveCount(6)
      // Navigation is denied: the page stays, with its facts.
      await parent.evaluate(() => { location.href = 'https://example.com/' })
      await parent.evaluate(() => { location.href = 'fuyou://app/index.html' })
      expect(await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map(window => window.webContents.getURL()).filter(url => url.includes('second-screen')))).toEqual(['fuyou://app/second-screen/index.html'])
      await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().find(window => window.webContents.getURL().includes('second-screen'))!.close())
      await expect(page.getByText('副屏已收回,没有记录核对结果')).toBeVisible()
      expect(await ask(page, 'device.parentChecks', { newbornId: newbornId! })).toHaveLength(3)
    })
  } finally {
    await desk.close()
  }
})
