export default function EvaluationTab() {
  return null
}
