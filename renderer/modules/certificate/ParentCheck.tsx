import { DesktopOutlined } from '@ant-design/icons'
import { Alert, App, Button } from 'antd'
import { useState } from 'react'
import { PARENT_FACTS, type ParentFactKey } from '../../../domain/device/parent-facts.ts'
import { call, CallFailure } from '../../api/client.ts'
import { showFailure } from '../../api/failure.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { instantText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Dialog, Panel, useShortcut } from '../../kit/index.ts'
import '../../kit/device.css'

const lineText = (line: ParentFactKey): string => ({
  babyName: () => t('parentCheck.babyName', '新生儿姓名'), sex: () => t('parentCheck.sex', '性别'), bornAt: () => t('parentCheck.bornAt', '出生时间'),
  motherName: () => t('parentCheck.motherName', '母亲姓名'), fatherName: () => t('parentCheck.fatherName', '父亲姓名'), idNumber: () => t('parentCheck.idNumber', '证件号码'),
} satisfies Record<ParentFactKey, () => string>)[line]()

/** 家长核对: the six facts on the parent's screen, and what was answered, beside the register it was about. */
export function ParentCheck({ newbornId, mayAsk }: { newbornId: string; mayAsk: boolean }) {
  const { message } = App.useApp()
  const mayRegister = useMay('certificate.register')
  const mode = useCall('device.settings', null, { staleTimeMs: 600_000 }).data?.secondScreen.mode ?? 'off'
  const checks = useCall('device.parentChecks', { newbornId })
  const [waits, setWaits] = useState(false)
  const ask = useWrite('device.askParent')
  const canAsk = mayAsk && mayRegister && mode !== 'off'
  const [newest] = checks.data ?? []
  async function start(): Promise<void> {
    if (waits) return
    setWaits(true)
    const answer = await ask.run({ newbornId })
    setWaits(false)
    if (answer?.outcome === 'right') void message.success(t('parentCheck.right', '家长核对:六项正确'))
    if (answer?.outcome === 'wrong' && answer.wrongLine) void message.error({ content: t('parentCheck.wrong', '家长指出有误:{{line}}', { line: lineText(answer.wrongLine) }), duration: 8 })
    if (answer?.outcome === 'closed') void message.info(t('parentCheck.closed', '副屏已收回,没有记录核对结果'))
  }
  useShortcut(['F10'], () => void start(), { enabled: canAsk && !waits })
  if (!canAsk && !newest) return null
  return (
    <Panel title={t('parentCheck.title', '家长核对')}>
      <div className="parent-check">
        {canAsk ? <Button block icon={<DesktopOutlined />} loading={waits} onClick={() => void start()}>{t('parentCheck.ask', '在副屏请家长核对')} <kbd>F10</kbd></Button> : null}
        {newest ? (
          <Alert
            showIcon type={newest.outdated ? 'warning' : newest.answer === 'right' ? 'success' : 'error'}
            title={<>
              <b>{newest.answer === 'right' ? t('parentCheck.right', '家长核对:六项正确') : t('parentCheck.wrong', '家长指出有误:{{line}}', { line: newest.wrongLine ? lineText(newest.wrongLine) : '' })}</b>
              <div className="hint">{instantText(newest.at)} {newest.answeredBy === 'parent' ? t('parentCheck.byParent', '家长点按') : t('parentCheck.byClerk', '{{name}} 代家长回答', { name: newest.byName })}</div>
              {newest.outdated ? <div>{t('parentCheck.outdated', '之后登记表有修改,请家长再核对一次')}</div> : null}
            </>}
          />
        ) : null}
      </div>
      {waits ? <Waiting /> : null}
    </Panel>
  )
}

/** While the parent looks: the clerk can answer for them by key, or take the facts off the screen. */
function Waiting() {
  const send = (answer: 'right' | 'wrong' | null, wrongLine?: ParentFactKey): void => {
    call('device.answerForParent', { answer, ...(wrongLine ? { wrongLine } : {}) }).catch((error: unknown) => {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    })
  }
  useShortcut(['Alt+Y', 'F2'], () => send('right'), { inDialog: true })
  useShortcut(['Escape'], () => send(null), { inDialog: true })
  useShortcut(PARENT_FACTS.map((_, index) => `Alt+${index + 1}`), event => {
    const line = PARENT_FACTS[Number(event.code.replace('Digit', '')) - 1]
    if (line) send('wrong', line)
  }, { inDialog: true })
  return (
    <Dialog width={560} closable={false} maskClosable={false} keyboard={false} title={t('parentCheck.waiting', '副屏正在等家长核对')} footer={[
      <Button key="back" autoFocus onClick={() => send(null)}>{t('parentCheck.takeBack', '收回,不记录')} <kbd>Esc</kbd></Button>,
      <Button key="right" type="primary" onClick={() => send('right')}>{t('parentCheck.sayRight', '家长说正确')} <kbd>F2</kbd></Button>,
    ]}>
      <div className="hint">{t('parentCheck.forThem', '家长可以直接点副屏;不便操作时,由您按家长所说代为回答。家长说有误时,点有误的一项:')}</div>
      <div className="parent-lines">{PARENT_FACTS.map((line, index) => <Button key={line} danger onClick={() => send('wrong', line)}>{lineText(line)} <kbd>Alt+{index + 1}</kbd></Button>)}</div>
    </Dialog>
  )
}
