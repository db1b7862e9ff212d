import { ref } from 'vue'

/** The time of day, so that what is due turns by itself. */
export const now = ref(Date.now())
setInterval(() => { now.value = Date.now() }, 30_000)
