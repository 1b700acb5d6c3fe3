import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { launchDesk } from '../support/launch.ts'
import { ask } from './pages/certificate.ts'
import { PackagePage } from './pages/package.ts'

const root = dirname(dirname(import.meta.dirname))

test('a month is checked, a finding leads to its record, the package is sealed and opens with OpenSSL by the command on the screen', async () => {
  const desk = await launchDesk()
  const { page } = desk
  const month = new PackagePage(page)
  try {
    await ask(page, 'system.openPractice', {})
    await page.reload()
    await page.getByRole('button', { name: /shangbao/ }).click()
    await expect(page.locator('.frame')).toBeVisible()
    await month.goto()
    await test.step('check; Enter on a finding opens its record; coming back the findings are still there', async () => {
      await month.check()
      await expect(month.findings.first()).toBeVisible()
      const found = await month.findings.count()
      await month.findings.first().focus()
      await page.keyboard.press('Enter')
      await expect(page).toHaveURL(/#\/(certificate|deliveries|people|referrals)\/.+/)
      await page.evaluate(() => history.back())
      await expect(month.findings).toHaveCount(found)
    })
    await test.step('seal; what was sealed is not sealed again', async () => {
      await month.seal()
      await expect(page.getByText(/第 1 号数据包已生成/)).toBeVisible({ timeout: 60_000 })
      await expect(page.getByText('自上次生成以来没有新增或变化的记录').first()).toBeVisible()
    })
    const shown = await page.locator('.command').first().textContent() ?? ''
    const [, folder = '', signer = '', recipient = ''] = /^bash verify-package\.sh "(.+)" "(.+)" "(.+)"$/.exec(shown) ?? []
    const { stdout } = await promisify(execFile)('bash', [join(root, 'scripts', 'verify-package.sh'), folder, signer, recipient])
    expect(stdout).not.toContain('FAIL')
    expect(stdout).toContain('OK')
    expect((await ask(page, 'package.list', {})).map(({ seq, errors }) => [seq, errors])).toEqual([[1, 0]])
  } finally {
    await desk.close()
  }
})
