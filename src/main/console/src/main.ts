import 'element-plus/theme-chalk/base.css'
import 'element-plus/theme-chalk/dark/css-vars.css'
import './style.css'
import { createApp } from 'vue'
import App from './App.vue'
import { words } from './locales'
import { router } from './router'
import { applyLook } from './look'

applyLook()
createApp(App).use(words).use(router).mount('#app')
