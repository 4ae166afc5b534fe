import vueI18n from "@intlify/eslint-plugin-vue-i18n";
import { vueTsConfigs, withVueTs } from "@vue/eslint-config-typescript";
import vue from "eslint-plugin-vue";
import accessibility from "eslint-plugin-vuejs-accessibility";

export default withVueTs(
  { ignores: ["dist/**", "node_modules/**"] },
  vue.configs["flat/recommended"],
  vueTsConfigs.recommended,
  accessibility.configs["flat/recommended"],
  vueI18n.configs.recommended,
  {
    settings: {
      "vue-i18n": { localeDir: "./src/i18n/*.json", messageSyntaxVersion: "^11.0.0" },
    },
  },
  {
    files: ["src/**/*.{vue,ts}", "test/**/*.ts"],
    rules: {
      // How things are laid out is oxfmt's affair.
      "vue/html-closing-bracket-newline": "off",
      "vue/html-indent": "off",
      "vue/multiline-html-element-content-newline": "off",
      "@typescript-eslint/no-explicit-any": "error",
      "vue/block-order": ["error", { order: ["script", "template", "style"] }],
      "vue/component-api-style": ["error", ["script-setup"]],
      "vue/max-attributes-per-line": "off",
      "vue/singleline-html-element-content-newline": "off",
      "vue/html-self-closing": ["error", { html: { void: "always", normal: "always", component: "always" } }],
      "vue/require-default-prop": "off",
      "vue/no-undef-components": "off",
      "vue/no-v-html": "error",
      // It does not follow <label :for="id"> to :id="id"; axe reads the real tree.
      "vuejs-accessibility/form-control-has-label": "off",
      "vuejs-accessibility/label-has-for": "off",
      "@intlify/vue-i18n/no-dynamic-keys": "error",
      "@intlify/vue-i18n/no-missing-keys": "error",
      "@intlify/vue-i18n/no-v-html": "error",
      "@intlify/vue-i18n/no-raw-text": [
        "error",
        {
          ignorePattern: "^[\\s;:·,.()–—/%+#|-]*$",
          attributes: { "/.+/": ["title", "aria-label", "aria-description", "placeholder", "alt", "label", "hint", "text"] },
        },
      ],
    },
  },
  {
    files: ["src/i18n/*.json"],
    rules: {
      "@intlify/vue-i18n/no-missing-keys-in-other-locales": "error",
      "@intlify/vue-i18n/no-html-messages": "error",
      "@intlify/vue-i18n/valid-message-syntax": "error",
      "@intlify/vue-i18n/no-unused-keys": ["error", { src: "./src", extensions: [".ts", ".vue"] }],
    },
  },
);
