/** Paper: the page is complete as it is sent. */
export const csr = false;
