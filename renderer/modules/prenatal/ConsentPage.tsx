import { App, Button, Segmented, Space } from 'antd'
import { useMemo, useState } from 'react'
import { useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { CONSENT_KIND, type ConsentKind } from '../../../domain/code/prenatal.ts'
import { prenatalConsent, type StoredPrenatalConsent } from '../../../domain/modules/prenatal/consent.record.ts'
import { signedText } from '../../../domain/rule/consent-texts.ts'
import type { ConsentTexts } from '../../../domain/rule/prenatal/consent-texts.ts'
import { call } from '../../api/client.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { codeText, Field, FieldGrid, Loaded, Page, Panel, PregnancyHeadLine, RecordForm, saveFile, useAddressFilters, useFirst } from '../../kit/index.ts'
import { type Opened, paperPath, useScreening } from './screening.ts'
import { usePrenatalForm } from './usePrenatalForm.tsx'
import './prenatal.css'

type Prepared = Output<'prenatal.consent.prepare'>

/** 知情同意 under one text: read out, chosen, signed; new, or as it was signed. */
export default function ConsentPage() {
  const { pregnancyId = '', consentId } = useParams()
  return consentId ? <Stored pregnancyId={pregnancyId} consentId={consentId} /> : <New pregnancyId={pregnancyId} />
}

function New({ pregnancyId }: { pregnancyId: string }) {
  const { params, change } = useAddressFilters()
  const kind = CONSENT_KIND.values.find(one => one === params.get('kind')) ?? 'serum'
  return <Prepare key={kind} pregnancyId={pregnancyId} kind={kind} onKind={next => change({ kind: next })} />
}

function Prepare({ pregnancyId, kind, onKind }: { pregnancyId: string; kind: ConsentKind; onKind(kind: ConsentKind): void }) {
  const prepared = useFirst(useCall('prenatal.consent.prepare', { pregnancyId, kind }))
  return <Loaded of={prepared}>{data => <ConsentForm head={data.head} prepared={data} text={data} onKind={onKind} />}</Loaded>
}

function Stored({ pregnancyId, consentId }: { pregnancyId: string; consentId: string }) {
  const opened = useScreening(pregnancyId)
  const texts = useCall('setting.get', { key: 'prenatalConsentTexts' }, { staleTimeMs: 300_000 })
  return (
    <Loaded of={opened}>
      {data => {
        const found = data.consents.find(({ consent }) => consent.id === consentId)
        return found ? <Loaded of={texts}>{({ value }) => <ConsentForm key={found.consent.rev} head={data.head} stored={found.consent} hasScan={found.hasScan} text={signedText(found.consent.kind, found.consent.textVersion, value as ConsentTexts)} />}</Loaded> : <p className="hint">{t('failure.notFound', '没有找到这条记录,可能已被合并或作废,请返回后重新查找')}</p>
      }}
    </Loaded>
  )
}

type Props = { head: Opened['head']; prepared?: Prepared; stored?: StoredPrenatalConsent; hasScan?: boolean; text: { version: string; text: string; source: string } | undefined; onKind?(kind: ConsentKind): void }

function ConsentForm({ head, prepared, stored, hasScan = false, text, onKind }: Props) {
  const initial = useMemo(() => stored ?? prepared?.row ?? {}, [stored, prepared])
  const kind = (initial.kind ?? 'serum') as ConsentKind
  const { form, readOnly, actions, dialog, back } = usePrenatalForm({
    definition: prenatalConsent, pregnancyId: head.pregnancyId, initial, stored, about: kind, print: stored ? paperPath(head.pregnancyId, 'consent', stored.id) : `${paperPath(head.pregnancyId, 'consentForm', head.pregnancyId)}&kind=${kind}`,
  })
  return (
    <Page title={stored ? t('prenatal.consent.title', '产前筛查知情同意') : t('prenatalScreen.newConsent', '登记知情同意')} subtitle={codeText(CONSENT_KIND, kind)} back={back} actions={actions}>
      <PregnancyHeadLine head={head} />
      {dialog}
      {onKind ? <Space wrap className="prenatal-views"><Segmented<ConsentKind> aria-label={t('prenatal.consent.kind.label', '知情同意书种类')} value={kind} onChange={onKind} options={CONSENT_KIND.list.map(({ code }) => ({ value: code, label: codeText(CONSENT_KIND, code) }))} /></Space> : null}
      <div className="consent-layout">
        <Panel title={t('prenatalScreen.consentText', '知情同意书({{version}} 版)', { version: text?.version ?? stored?.textVersion ?? '' })}>
          {/* What is signed is Chinese, whatever language the screen has. */}
          <div className="consent-text" lang="zh-CN" tabIndex={0} role="region" aria-label={t('prenatalScreen.consentRead', '知情同意书全文')}>{text?.text ?? t('prenatalScreen.textGone', '这一版的文字没有保存,请看纸质件')}</div>
          {text ? <p className="hint" lang="zh-CN">{text.source}</p> : null}
        </Panel>
        <RecordForm form={form} readOnly={readOnly} withoutButtons>
          <fieldset className="form-section">
            <legend>{t('prenatalScreen.choiceAndSignature', '选择与签署')}</legend>
            <FieldGrid>
              <Field name="choice" span={12} autoFocus={!stored} /><Field name="reason" span={12} /><Field name="isCautionTold" span={12} />
              <Field name="signerName" span={6} /><Field name="signer" span={6} /><Field name="signedAt" span={6} /><Field name="doctorName" span={6} /><Field name="isPaper" span={6} /><Field name="note" span={6} />
            </FieldGrid>
          </fieldset>
          {stored ? <Scan consent={stored} hasScan={hasScan} mayWrite={!readOnly} /> : null}
        </RecordForm>
      </div>
    </Page>
  )
}

/** The scan of the signed paper: kept, looked at as a file, replaced. */
function Scan({ consent, hasScan, mayWrite }: { consent: StoredPrenatalConsent; hasScan: boolean; mayWrite: boolean }) {
  const { message } = App.useApp()
  const add = useWrite('prenatal.consent.addScan')
  const [busy, setBusy] = useState(false)
  async function save(): Promise<void> {
    setBusy(true)
    try {
      const { fileName, base64 } = await call('prenatal.consent.scan', { id: consent.id })
      const path = await saveFile(fileName, base64)
      if (path) void message.success(t('referral.pdfSaved', '已保存到 {{path}}', { path }))
    } finally { setBusy(false) }
  }
  return (
    <fieldset className="form-section">
      <legend>{t('prenatalScreen.scan', '纸质件扫描')}</legend>
      <Space wrap>
        <span className="hint">{hasScan ? t('prenatalScreen.hasScan', '已有扫描件') : t('prenatalScreen.noScan', '没有扫描件(可不加)')}</span>
        {hasScan ? <Button loading={busy} onClick={() => void save()}>{t('prenatalScreen.saveScan', '另存扫描件')}</Button> : null}
        {mayWrite ? <Button loading={add.busy} onClick={() => void add.run({ id: consent.id })}>{hasScan ? t('prenatalScreen.replaceScan', '换一份') : t('prenatalScreen.addScan', '选择扫描件')}</Button> : null}
      </Space>
    </fieldset>
  )
}
