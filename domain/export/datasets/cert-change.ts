import { defineDataset } from '../dataset.ts'

/**
 * 证明状态变更: what became of each sheet that was used for a child. The business key is number and kind of change, because
 * the life of a number (note on certificates §4.2) knows each kind once. No national standard has it: every column is ours.
 */
export const certChangeDataset = defineDataset({
  id: 'cert_change', title: '证明状态变更', schema: 'local',
  businessKey: [{ key: 'certNo', name: '出生医学证明编号' }, { key: 'change', name: '变更类别' }],
  columns: [
    { key: 'certNo', name: '出生医学证明编号', type: 'S1', format: 'AN..10', required: true, pattern: 'certificate-number' },
    { key: 'change', name: '变更类别', type: 'S2', format: 'A..20', codeTable: 'local.certChange', required: true },
    { key: 'changedAt', name: '变更时间', type: 'DT', format: 'DT15', required: true },
    { key: 'issueType', name: '签发类型', type: 'S2', format: 'N1', codeTable: 'local.issueType', required: true },
    { key: 'changedBy', name: '经办人姓名', type: 'S1', format: 'A..50', required: true, personName: true },
    { key: 'secondPerson', name: '复核人姓名', type: 'S1', format: 'A..50', personName: true },
    { key: 'reasonCode', name: '原因代码', type: 'S1', format: 'AN..20' },
    { key: 'reason', name: '原因说明', type: 'S1', format: 'AN..1000' },
    { key: 'originalCertNo', name: '原出生医学证明编号', type: 'S1', format: 'AN..10' },
    { key: 'replacedByCertNo', name: '换发或补发的新编号', type: 'S1', format: 'AN..10' },
    { key: 'collectorRelation', name: '领证人与新生儿关系', type: 'S2', format: 'N1', codeTable: 'local.collectorRelation' },
  ],
})
