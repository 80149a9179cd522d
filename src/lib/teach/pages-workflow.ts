/** The workflow that lets GitHub build and host the course, and make its packages: a text to copy. Its commands are this repository's own. */
export const PAGES_WORKFLOW = `name: Pages
on: workflow_dispatch
permissions:
  contents: read
  pages: write
  id-token: write
jobs:
  build:
    runs-on: ubuntu-latest
    environment: github-pages
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 20
      - run: npm ci
      - run: npm run package
      - uses: actions/upload-artifact@v4
        with:
          name: packages
          path: packages
      - uses: actions/upload-pages-artifact@v3
        with:
          path: build
      - uses: actions/deploy-pages@v4
`;
