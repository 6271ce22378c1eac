// Noto Sans for Japanese and Korean, divided by range of letters; only the parts a text needs are loaded.
import '@fontsource-variable/noto-sans-jp/index.css';
import '@fontsource-variable/noto-sans-kr/index.css';
