import { reactive, watch } from 'vue'

/** How the screens look on this device; kept on it. */
export const look = reactive({ large: false, dark: false, ...saved() })

function saved(): { large?: boolean; dark?: boolean } {
  try {
    return JSON.parse(localStorage.getItem('look') ?? '{}')
  } catch {
    return {}
  }
}

export function applyLook() {
  watch(look, now => {
    document.documentElement.classList.toggle('dark', now.dark)
    document.documentElement.classList.toggle('large', now.large)
    localStorage.setItem('look', JSON.stringify(now))
  }, { immediate: true })
}
