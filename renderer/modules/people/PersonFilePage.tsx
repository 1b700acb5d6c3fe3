import { EyeOutlined } from '@ant-design/icons'
import { Alert, App, Button, Tag } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { SEX } from '../../../domain/code/sex.ts'
import { person, type StoredPerson } from '../../../domain/modules/people/person.record.ts'
import { maskIdNumber, maskPhone } from '../../../domain/rule/mask.ts'
import { completedYears } from '../../../domain/time/day.ts'
import { call, CallFailure } from '../../api/client.ts'
import { showFailure } from '../../api/failure.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { ageText, today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, Fact, Loaded, Page, type PageAction, Panel, personName, RecordFacts, RegionOutput } from '../../kit/index.ts'
import { Kin } from './Kin.tsx'
import { Timeline } from './Timeline.tsx'
import './people.css'

// The programme ends with the seventh birthday (child health note §2).
const CHILD_CARE_YEARS = 7

/** Everything known of one person: who she is, her kin, what happened when, and what can be done next. */
export default function PersonFilePage() {
  const { personId = '' } = useParams()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const stored = useCall('person.get', { id: personId }, { staleTimeMs: 60_000 })
  const row = stored.data
  const [mayWrite, mayDeliver, mayBook, mayRefer, mayMerge] = [useMay('person.write'), useMay('birth.write'), useMay('maternal.write'), useMay('referral.write'), useMay('person.merge')]
  const mayTreat = useMay('pelvic.write')
  const mayReplace = useMay('certificate.replace')
  const [mayReadChild, mayWriteChild] = [useMay('child.read'), useMay('child.write')]
  async function openChild(): Promise<void> {
    try {
      const { fileId } = await call('child.file.of', { childId: personId })
      if (fileId) void navigate(`/children/${fileId}`)
      else if (mayWriteChild) void navigate(`/children/new?child=${personId}`)
      else void message.info(t('people.noChildFile', '还没有儿童保健档案'))
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    }
  }
  // The same question as the panel of what happened: asked once.
  const timeline = useCall('person.timeline', { id: personId }, { enabled: mayReplace })
  const issued = (timeline.data ?? []).filter(line => line.kind === 'certificate' && line.state === 'issued')
  const isLive = row !== undefined && row.voidedAt === null && row.mergedIntoId === null
  const actions: PageAction[] = [
    { key: 'history', label: t('people.historyShort', '历史'), run: () => void navigate(`/people/${personId}/history`) },
    ...(mayMerge && isLive ? [{ key: 'merge', label: t('people.merge', '合并档案'), run: () => void navigate(`/people/${personId}/merge`) }] : []),
    ...(mayWrite && isLive ? [{ key: 'edit', label: t('people.editShort', '修改'), shortcut: 'F2', run: () => void navigate(`/people/${personId}/edit`) }] : []),
    ...(mayReplace && issued.length > 0 ? [{ key: 'replace', label: t('people.replace', '换发 / 补发'), shortcut: 'F7', run: () => void navigate(issued.length === 1 && issued[0] ? `/replacements/new?number=${issued[0].title}` : `/replacements/new?text=${encodeURIComponent(row?.name ?? '')}`) }] : []),
    ...(mayReadChild && isLive && row.birthDay !== null && completedYears(row.birthDay, today()) < CHILD_CARE_YEARS ? [{ key: 'child', label: t('people.child', '儿童保健'), shortcut: 'F9', run: () => void openChild() }] : []),
    ...(mayRefer && isLive ? [{ key: 'refer', label: t('people.refer', '开转诊单'), shortcut: 'F8', run: () => void navigate(`/referrals/new?person=${personId}`) }] : []),
    ...(mayTreat && isLive && row.sex !== '1' ? [{ key: 'pelvic', label: t('menu.pelvic', '盆底专科'), shortcut: 'F10', run: () => void navigate(`/pelvic/new?woman=${personId}`) }] : []),
    ...(mayBook && isLive && mayBeMother(row) ? [{ key: 'pregnancy', label: t('menu.maternalCare', '孕产保健'), shortcut: 'F6', run: () => void navigate(`/pregnancies/new?woman=${personId}`) }] : []),
    ...(mayDeliver && isLive && mayBeMother(row) ? [{ key: 'deliver', label: t('people.deliver', '登记分娩'), shortcut: 'F4', primary: true, run: () => void navigate(`/deliveries/new?mother=${personId}`) }] : []),
  ]
  return (
    <Page title={t('people.file', '人员档案')} back="/people" actions={actions}>
      <Loaded of={stored}>
        {row => (
          <>
            {row.mergedIntoId ? <Alert className="form-alert" type="warning" showIcon title={<>{t('people.mergedInto', '这份档案已并入另一份档案。')} <Link to={`/people/${row.mergedIntoId}`}>{t('people.openKept', '打开并入后的档案')}</Link></>} /> : null}
            {row.voidedAt ? <Alert className="form-alert" type="warning" showIcon title={t('people.voided', '这份档案已作废。{{reason}}', { reason: row.voidReason ?? '' })} /> : null}
            <PersonHead key={row.id} row={row} />
            <div className="person-panels">
              <Panel title={t('people.timeline', '经过')}><Timeline personId={row.id} /></Panel>
              <Panel title={t('people.kin', '亲属')}><Kin personId={row.id} /></Panel>
            </div>
          </>
        )}
      </Loaded>
    </Page>
  )
}

// Only whom it would never be offered; whether an age is plausible is the delivery's own question.
const YOUNGEST_MOTHER_YEARS = 10

function mayBeMother(row: StoredPerson): boolean {
  return row.sex !== '1' && (row.birthDay === null || completedYears(row.birthDay, today()) >= YOUNGEST_MOTHER_YEARS)
}

/** Who this is; numbers stay masked until somebody with the right asks, which is written into the audit. */
function PersonHead({ row }: { row: StoredPerson }) {
  const mayReveal = useMay('person.reveal')
  const reveal = useWrite('person.reveal')
  const [full, setFull] = useState<{ idNumber: string | null; phone: string | null } | null>(null)
  // The same question as the panel of kin: asked once.
  const kin = useCall('person.kin', { id: row.id })
  const name = personName({ name: row.name, motherName: kin.data?.find(one => one.relation === 'mother')?.person.name ?? null })
  const address = (region: string | null, text: string | null) => region || text ? <>{region ? <RegionOutput code={region} /> : null}{text}</> : <span className="no-value">—</span>
  return (
    <Panel>
      <div className="person-head">
        <span className="person-head-name">{name}</span>
        <Tag>{codeText(SEX, row.sex)}</Tag>
        <span>{[row.birthDay, ageText(row.birthDay)].filter(Boolean).join(' · ')}</span>
        {mayReveal && !full && (row.idNumber || row.phone)
          ? <Button size="small" icon={<EyeOutlined />} loading={reveal.busy} onClick={() => void reveal.run({ id: row.id }).then(shown => { if (shown) setFull(shown) })}>{t('people.reveal', '显示完整号码')}</Button> : null}
      </div>
      <RecordFacts
        definition={person} row={row} names={['idType', 'otherDocumentType', 'otherDocumentName', 'idNumber', 'noDocumentReason', 'phone', 'handbookNumber', 'nationality', 'ethnicGroup', 'maritalStatus']}
        instead={{
          ...(row.idNumber ? { idNumber: <span className="number">{full?.idNumber ?? maskIdNumber(row.idNumber)}</span> } : {}),
          ...(row.phone ? { phone: <span className="number">{full?.phone ?? maskPhone(row.phone)}</span> } : {}),
          ...(row.idType ? {} : { idType: t('people.noDocument', '无证件') }),
        }}
      />
      <dl className="record-facts person-addresses">
        <Fact label={t('people.householdAddress', '户籍地址')}>{address(row.householdRegion, row.householdAddress)}</Fact>
        <Fact label={t('people.homeAddress', '现住地址')}>{address(row.homeRegion, row.homeAddress)}</Fact>
        {row.note ? <Fact label={t('person.note.label', '备注')} wide><span className="long-value">{row.note}</span></Fact> : null}
      </dl>
    </Panel>
  )
}
