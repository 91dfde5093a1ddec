/** The part of the npm package `vcf` 2.1.2 that is used: its property model and line formatter. */
declare module "vcf" {
  const vCard: {
    Property: {
      new (field: string, value: string, params: Record<string, string>): object;
      prototype: { toString(version: "4.0"): string };
    };
  };
  export = vCard;
}
