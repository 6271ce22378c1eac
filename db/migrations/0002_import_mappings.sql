CREATE TABLE `importMapping` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`table` text,
	`name` text,
	`headings` text,
	`definition` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `importMapping_table` ON `importMapping` (`table`);--> statement-breakpoint
CREATE INDEX `importMapping_rule0` ON `importMapping` (`table`,`name`);--> statement-breakpoint
CREATE TABLE `nameAlias` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`recordTable` text,
	`alias` text,
	`record` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `nameAlias_alias` ON `nameAlias` (`alias`);--> statement-breakpoint
CREATE INDEX `nameAlias_rule0` ON `nameAlias` (`recordTable`,`alias`);--> statement-breakpoint
ALTER TABLE `view` ADD `onHome` integer;