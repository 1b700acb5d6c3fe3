import { HIV_RESULT } from '../../../domain/code/national-care.ts'
import { Button, Tag } from 'antd'
import { useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { PREMARITAL_OPINION } from '../../../domain/code/fertility.ts'
import { premarital } from '../../../domain/modules/fertility/premarital.record.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, Fact, Loaded, Page, type PageAction, Panel, RecordFacts } from '../../kit/index.ts'
import { AdultLine } from './AdultLine.tsx'
import './fertility.css'

type Couple = Output<'fertility.premarital.couple'>
type Side = Couple['man']
const ABOUT = ['number', 'registeredDay', 'examinedDay', 'opinion', 'diseases', 'diagnosis', 'recheckDay', 'transferHospital', 'transferDay', 'transferAnswerDay', 'certificateDay'] as const

/** Both of a couple on one page: what was found of each, and the way to sheet, confidential result and papers. */
export default function CouplePage() {
  const { coupleNumber = '' } = useParams()
  const opened = useCall('fertility.premarital.couple', { coupleNumber }, { staleTimeMs: 30_000 })
  return <Loaded of={opened}>{couple => <Both couple={couple} />}</Loaded>
}

function Both({ couple }: { couple: Couple }) {
  const navigate = useNavigate()
  const mayWrite = useMay('women.write')
  const register = useWrite('fertility.premarital.register')
  const { coupleNumber, man, woman } = couple
  const base = `/premarital/${coupleNumber}`
  const sheetAction = (key: 'man' | 'woman', { sheet }: Side, shortcut: string, label: string): PageAction[] => {
    if (sheet) return [{ key, label, shortcut, run: () => void navigate(`${base}/sheets/${sheet.id}`) }]
    return mayWrite ? [{ key, label: key === 'man' ? t('premaritalScreen.addMan', '男方也在本院受检') : t('premaritalScreen.addWoman', '女方也在本院受检'), shortcut, busy: register.busy, run: () => void register.run({ manId: man.person.id, womanId: woman.person.id, examines: key, coupleNumber }) }] : []
  }
  return (
    <Page
      title={t('premaritalScreen.couple', '婚前医学检查')} subtitle={coupleNumber} back="/women?tab=premarital"
      actions={[
        { key: 'print', label: t('premaritalScreen.printShort', '打印'), shortcut: 'Ctrl+P', run: () => void navigate(`${base}/print`) },
        ...sheetAction('man', man, 'F6', t('premaritalScreen.manSheet', '男方检查表')), ...sheetAction('woman', woman, 'F7', t('premaritalScreen.womanSheet', '女方检查表')),
      ]}
    >
      <div className="fertility-two">
        <One role={t('premaritalScreen.man', '男方')} side={man} base={base} />
        <One role={t('premaritalScreen.woman', '女方')} side={woman} base={base} />
      </div>
    </Page>
  )
}

function One({ role, side: { person, sheet, hiv }, base }: { role: string; side: Side; base: string }) {
  const navigate = useNavigate()
  return (
    <Panel>
      <AdultLine adult={person} role={role} />
      {sheet ? (
        <>
          <RecordFacts definition={premarital} row={sheet} names={ABOUT} wide={['opinion', 'diagnosis']} instead={sheet.opinion ? { opinion: <Tag color={sheet.opinion === '1' ? 'success' : 'warning'}>{codeText(PREMARITAL_OPINION, sheet.opinion)}</Tag> } : {}} />
          <dl className="record-facts"><Fact wide label={t('premaritalScreen.hiv', 'HIV检测(保密)')}><HivText hiv={hiv} /></Fact></dl>
          <div className="fertility-side-actions">
            <Button size="small" onClick={() => void navigate(`${base}/sheets/${sheet.id}/hiv`)}>{t('premaritalScreen.hiv', 'HIV检测(保密)')}</Button>
            <Button size="small" onClick={() => void navigate(`${base}/print?what=certificate&id=${sheet.id}`)}>{t('premaritalScreen.certificate', '婚前医学检查证明')}</Button>
            <Button size="small" onClick={() => void navigate(`${base}/print?what=examination&id=${sheet.id}`)}>{t('premaritalScreen.sheetPaper', '检查表')}</Button>
          </div>
        </>
      ) : <p className="hint">{t('premaritalScreen.elsewhere', '不在本院受检')}</p>}
    </Panel>
  )
}

/** The result for who is on the list of names, else that there is one. */
export function HivText({ hiv }: { hiv: Side['hiv'] }) {
  if (!hiv) return <>{t('premaritalScreen.notTested', '未登记')}</>
  if (!hiv.row) return <>{t('premaritalScreen.hidden', '已登记,保密({{number}})', { number: hiv.number })}</>
  return <>{codeText(HIV_RESULT, hiv.row.antibody)}{hiv.row.confirmation ? t('premaritalScreen.confirmed', ',确证{{result}}', { result: codeText(HIV_RESULT, hiv.row.confirmation) }) : ''} <span className="hint">{hiv.number}</span></>
}
