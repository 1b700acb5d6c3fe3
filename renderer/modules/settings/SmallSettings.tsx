import { RISK_COLOUR } from '../../../domain/code/maternal-risk.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, FieldGrid } from '../../kit/index.ts'
import { ChoicePart, FolderPart, NumberPart, TextPart } from './parts.tsx'
import { SettingForm } from './SettingForm.tsx'

/** How long an unattended window stays open, and how often a password may be wrong. */
export function SecuritySettings() {
  return (
    <SettingForm settingKey="security">
      {({ value, set, issues }) => (
        <FieldGrid>
          <NumberPart id="security-idle" label={t('security.idle', '无操作自动锁屏')} unit={t('unit.minutes', '分钟')} value={value.idleMinutes} onChange={idleMinutes => set({ idleMinutes })} issues={issues('idleMinutes')} />
          <NumberPart id="security-failed" label={t('security.failed', '连续输错密码后锁定')} unit={t('unit.times', '次')} value={value.failedLoginsBeforeLock} onChange={failedLoginsBeforeLock => set({ failedLoginsBeforeLock })} issues={issues('failedLoginsBeforeLock')} />
          <NumberPart id="security-lock" label={t('security.lock', '锁定时间')} unit={t('unit.minutes', '分钟')} value={value.lockMinutes} onChange={lockMinutes => set({ lockMinutes })} issues={issues('lockMinutes')} />
          <NumberPart id="security-length" label={t('security.length', '密码最短长度')} unit={t('unit.characters', '位')} value={value.passwordMinLength} onChange={passwordMinLength => set({ passwordMinLength })} issues={issues('passwordMinLength')} />
        </FieldGrid>
      )}
    </SettingForm>
  )
}

/** When a referral without an answer is overdue. */
export function ReferralSettings() {
  return (
    <SettingForm settingKey="referral" note={t('referralSetting.note', '转诊发出后超过这个天数没有到诊或回转,会列入首页“转诊逾期未回复”。')}>
      {({ value, set, issues }) => <FieldGrid><NumberPart id="referral-days" label={t('referralSetting.days', '等待答复天数')} unit={t('unit.days', '天')} value={value.answerDays} onChange={answerDays => set({ answerDays })} issues={issues('answerDays')} /></FieldGrid>}
    </SettingForm>
  )
}

/** Risk colours beyond which level, and the timers of women at risk; shipped values are the program's own reading of the note. */
export function MaternalRiskSettings() {
  return (
    <SettingForm settingKey="maternalRisk" note={t('maternalSetting.note', '缺省值来源:孕产妇妊娠风险评估与管理工作规范(2017)及本程序的建议;红色要求三级医院、留院 12 小时、告知 5 天、核实 7 天为本程序的理解,请按本省规定修改。')}>
      {({ value, set, issues }) => (
        <FieldGrid>
          {RISK_COLOUR.list.map(({ code }) => (
            <NumberPart key={code} id={`maternal-level-${code}`} label={t('maternalSetting.level', '“{{colour}}”要求医院级别', { colour: codeText(RISK_COLOUR, code) })} value={value.requiredLevel[code]} onChange={level => set({ requiredLevel: { ...value.requiredLevel, [code]: level } })} issues={issues(`requiredLevel.${code}`)} />
          ))}
          <NumberPart id="maternal-retention" label={t('maternalSetting.retention', '留院或未转诊多久算截留')} unit={t('unit.hours', '小时')} value={value.retentionHours} onChange={retentionHours => set({ retentionHours })} issues={issues('retentionHours')} />
          <NumberPart id="maternal-completion" label={t('maternalSetting.completion', '紧急转诊单补全时限')} unit={t('unit.hours', '小时')} value={value.completionHours} onChange={completionHours => set({ completionHours })} issues={issues('completionHours')} />
          <NumberPart id="maternal-notify" label={t('maternalSetting.notify', '高风险后告知孕妇')} unit={t('unit.days', '天')} value={value.notifyDays} onChange={notifyDays => set({ notifyDays })} issues={issues('notifyDays')} />
          <NumberPart id="maternal-attendance" label={t('maternalSetting.attendance', '告知后核实就诊')} unit={t('unit.days', '天')} value={value.attendanceDays} onChange={attendanceDays => set({ attendanceDays })} issues={issues('attendanceDays')} />
          <NumberPart id="maternal-outcome" label={t('maternalSetting.outcome', '预产期后随访结局')} unit={t('unit.days', '天')} value={value.outcomeDays} onChange={outcomeDays => set({ outcomeDays })} issues={issues('outcomeDays')} />
        </FieldGrid>
      )}
    </SettingForm>
  )
}

/** Deadlines and limits of the certificate desk; what no national rule says is the province's to say. */
export function ReportSettings() {
  const choices = [{ value: 'true', label: t('field.yes', '是') }, { value: 'false', label: t('field.no', '否') }]
  return (
    <SettingForm settingKey="reports" note={t('reportSetting.note', '当日上报、十日上报未见全国性规定,按省平台的要求开关;首页的期限按这里的设置提醒。')}>
      {({ value, set, issues }) => (
        <FieldGrid>
          <NumberPart id="reports-void" label={t('reportSetting.voidRate', '年废证率上限')} unit="%" decimals={2} value={value.voidRatePercent} onChange={voidRatePercent => set({ voidRatePercent })} issues={issues('voidRatePercent')} />
          <TextPart id="reports-source" label={t('reportSetting.voidSource', '依据')} span={9} value={value.voidRateSource} onChange={voidRateSource => set({ voidRateSource })} maxLength={200} issues={issues('voidRateSource')} />
          <NumberPart id="reports-uncollected" label={t('reportSetting.uncollected', '签发后多少天未领取列入提醒')} unit={t('unit.days', '天')} value={value.uncollectedDays} onChange={uncollectedDays => set({ uncollectedDays })} issues={issues('uncollectedDays')} />
          <ChoicePart id="reports-daily" label={t('reportSetting.daily', '提醒当日库存上报')} span={3} value={String(value.dailyStockReport)} choices={choices} onChange={next => set({ dailyStockReport: next === 'true' })} />
          <ChoicePart id="reports-ten" label={t('reportSetting.tenDays', '提醒十日签发上报')} span={3} value={String(value.tenDayIssueReport)} choices={choices} onChange={next => set({ tenDayIssueReport: next === 'true' })} />
        </FieldGrid>
      )}
    </SettingForm>
  )
}

/** The second place for backups. */
export function BackupSettings() {
  return (
    <SettingForm settingKey="backup" note={t('backupSetting.note', '每份备份会再复制一份到第二位置。请选另一块磁盘、移动硬盘或院内文件服务器;备份文件同样加密。')}>
      {({ value, set, issues }) => <FieldGrid><FolderPart id="backup-folder" label={t('backupSetting.second', '第二备份位置')} value={value.secondFolder} onChange={secondFolder => set({ secondFolder })} issues={issues('secondFolder')} /></FieldGrid>}
    </SettingForm>
  )
}

/** Where packages go, and for whom they are sealed. */
export function PackageSettings() {
  const mayRead = useMay('package.read')
  const keys = useCall('package.keys', null, { enabled: mayRead })
  return (
    <SettingForm settingKey="package" note={t('packageSetting.note', '数据包用省平台的 SM2 公钥加密,只有省平台能解开。公钥导入后请打电话与省平台核对指纹。')}>
      {({ value, set, issues }) => (
        <FieldGrid>
          <FolderPart id="package-folder" label={t('packageSetting.folder', '数据包保存位置')} value={value.folder} onChange={folder => set({ folder })} issues={issues('folder')} />
          <TextPart id="package-recipient" label={t('packageSetting.recipient', '接收单位')} value={value.recipientName} onChange={recipientName => set({ recipientName })} maxLength={100} issues={issues('recipientName')} />
          <TextPart id="package-key" label={t('packageSetting.key', '接收单位 SM2 公钥(PEM)')} span={12} lines={5} value={value.recipientPublicKeyPem} onChange={recipientPublicKeyPem => set({ recipientPublicKeyPem })} maxLength={2000} issues={issues('recipientPublicKeyPem')} />
          {keys.data ? (
            <div className="field" style={{ gridColumn: 'span 12' }}>
              <div className="field-label">{t('packageSetting.fingerprints', '密钥指纹')}</div>
              <div>{t('packageSetting.recipientPrint', '接收单位:{{id}}', { id: keys.data.recipientKeyId ?? t('packageSetting.none', '未导入') })}</div>
              <div>{t('packageSetting.signingPrint', '本院签名:{{id}}', { id: keys.data.signingKeyId ?? t('packageSetting.notYet', '首次生成数据包时建立') })}</div>
            </div>
          ) : null}
        </FieldGrid>
      )}
    </SettingForm>
  )
}
