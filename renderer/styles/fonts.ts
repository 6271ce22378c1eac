// Noto Sans for Japanese and Korean, cut into parts by range of letters; only the parts a text needs are read.
import '@fontsource-variable/noto-sans-jp/index.css';
import '@fontsource-variable/noto-sans-kr/index.css';
